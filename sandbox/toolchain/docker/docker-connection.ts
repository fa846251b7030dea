import { spawn } from "node:child_process";
import { Agent } from "node:http";
import { Duplex } from "node:stream";

import Docker from "dockerode";

import type { DockerHost } from "./docker-host";

/** `sshd` drops connections beyond its MaxStartups; the other provider needs some as well. */
const connectionsAtOnce = 4;

/** A client of the daemon's API; over SSH it does what Docker's own client does: `docker system dial-stdio`. */
export function connectDocker(host: DockerHost, ssh = "ssh"): Docker {
  if (host.kind === "socket") return new Docker({ socketPath: host.path });
  return new Docker({
    host: host.host,
    port: 80,
    protocol: "http",
    agent: new SshAgent(ssh, host.args),
  } as Docker.DockerOptions);
}

class SshAgent extends Agent {
  private readonly ssh: string;
  private readonly args: readonly string[];

  constructor(ssh: string, args: readonly string[]) {
    super({ keepAlive: false, maxSockets: connectionsAtOnce });
    this.ssh = ssh;
    this.args = args;
  }

  override createConnection(): Duplex {
    const child = spawn(this.ssh, [...this.args, "docker", "system", "dial-stdio"]);
    let words = "";
    child.stderr.setEncoding("utf8").on("data", (piece: string) => {
      words += piece;
    });
    const stream = new Duplex({
      read: () => child.stdout.resume(),
      // Where ssh is gone already, its own last message says more than a broken pipe.
      write: (piece, _encoding, done) => {
        child.stdin.write(piece, () => {
          done();
        });
      },
      final: (done) => {
        child.stdin.end(() => {
          done();
        });
      },
      destroy: (error, done) => {
        // Docker's client minds the end of its input more than a signal.
        child.stdin.destroy();
        child.stdout.destroy();
        child.kill();
        done(error);
      },
    });
    child.stdout.on("data", (piece: Buffer) => {
      if (!stream.push(piece)) child.stdout.pause();
    });
    child.stdin.on("error", () => undefined);
    child.once("error", (error) => stream.destroy(error));
    child.once("close", (code) => {
      if (code === 0 || code === null) stream.push(null);
      else stream.destroy(new Error(describeSshEnd(code, words)));
    });
    return stream;
  }
}

/** The last line that ssh or docker said before the connection ended. */
export function describeSshEnd(code: number, words: string): string {
  const last = words.trim().split("\n").at(-1) ?? "";
  return `ssh ended with exit code ${String(code)}${last === "" ? "" : `: ${last.trim()}`}`;
}
