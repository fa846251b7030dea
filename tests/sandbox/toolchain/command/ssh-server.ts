import { spawn } from "node:child_process";
import type { AddressInfo } from "node:net";

import { Server, utils } from "ssh2";

/** An SSH server on loopback that runs what it is told with `sh -c`, and takes one password. */
export interface TestServer {
  readonly port: number;
  /** Public half of its host key, as a line. */
  readonly hostKey: string;
  /** Connections that it has seen. */
  readonly connections: () => number;
  readonly close: () => void;
}

export const password = "let-me-in";

/** Makes the host key of a server that may start later. */
export function makeHostKey(): { readonly private: string; readonly public: string } {
  return utils.generateKeyPairSync("ed25519");
}

/** Starts a server on a port, or on a free one. */
export async function startServer(
  key: { readonly private: string; readonly public: string },
  port = 0,
  accepted: readonly string[] = [],
): Promise<TestServer> {
  let seen = 0;
  const server = new Server({ hostKeys: [key.private] }, (client) => {
    seen += 1;
    client.on("error", () => undefined);
    client.on("authentication", (context) => {
      if (context.method === "password" && context.password === password) context.accept();
      else context.reject(["password"]);
    });
    client.on("session", (acceptSession) => {
      const session = acceptSession();
      const env: Record<string, string> = {};
      session.on("env", (acceptEnv, rejectEnv, info) => {
        const { key: name, val } = info as unknown as {
          readonly key: string;
          readonly val: string;
        };
        if (accepted.includes(name)) env[name] = val;
        const answer = accepted.includes(name) ? acceptEnv : rejectEnv;
        (answer as (() => void) | undefined)?.();
      });
      session.on("exec", (accept, _reject, { command }) => {
        const channel = accept();
        const child = spawn("sh", ["-c", command], { env: { ...process.env, ...env } });
        channel.pipe(child.stdin);
        child.stdin.on("error", () => undefined);
        child.stdout.on("data", (piece: Buffer) => channel.write(piece));
        child.stderr.on("data", (piece: Buffer) => channel.stderr.write(piece));
        child.on("close", (code) => {
          channel.exit(code ?? 1);
          channel.end();
        });
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(port, "127.0.0.1", resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    hostKey: key.public,
    connections: () => seen,
    close: () => {
      server.close();
    },
  };
}
