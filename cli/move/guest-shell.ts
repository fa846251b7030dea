import { spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";

import { type GuestConnection, pinnedSshOptions } from "../../components/host/host";
import { UserError } from "../../model/basics/user-error";

/** Commands on guests; their words are never secret. */
export interface GuestShell {
  /** Runs a command and gives what it printed. */
  readonly run: (guest: string, command: string) => Promise<string>;
  /** Hands what one command prints to another one on another guest; `passed` hears how many bytes went by. */
  readonly pipe: (from: Place, to: Place, passed: (bytes: number) => void) => Promise<void>;
}

export interface Place {
  readonly guest: string;
  readonly command: string;
}

/** Over SSH with pinned host keys, as the program reaches guests; `program` is what is run instead of ssh in tests. */
export function sshShell(
  connections: Readonly<Record<string, GuestConnection>>,
  program = "ssh",
): GuestShell {
  const start = ({ guest, command }: Place) => {
    const connection = connections[guest];
    if (connection === undefined) throw new Error(`${guest} is no guest`);
    const { user, host, port } = connection;
    const way = [...pinnedSshOptions(connection), "-p", String(port), `${user}@${host}`];
    const child = spawn(program, [...way, command]);
    const end = once(child, "close") as Promise<[number | null]>;
    return { ...child, end, said: text(child.stderr) };
  };
  return {
    run: async (guest, command) => {
      const { stdin, stdout, end, said } = start({ guest, command });
      stdin.end();
      const [printed, [exitCode]] = await Promise.all([text(stdout), end]);
      if (exitCode !== 0) throw failed(guest, exitCode, await said);
      return printed;
    },
    pipe: async (from, to, passed) => {
      const [sender, receiver] = [start(from), start(to)];
      sender.stdin.end();
      sender.stdout.on("data", (piece: Buffer) => {
        passed(piece.length);
      });
      // Whichever ends early says why itself; a broken pipe says nothing.
      await pipeline(sender.stdout, receiver.stdin).catch(() => undefined);
      const [[sent], [received]] = await Promise.all([sender.end, receiver.end]);
      // Where both failed, the one that reads has often only lost the other.
      if (sent !== 0) {
        throw failed(from.guest, sent, `${await sender.said}\n${await receiver.said}`);
      }
      if (received !== 0) throw failed(to.guest, received, await receiver.said);
    },
  };
}

/** The last words of a command, under the name of its guest. */
function failed(guest: string, exitCode: number | null, said: string): UserError {
  const words = said.trim().split("\n").slice(-5).join("\n");
  // Without an exit code a signal ended it.
  const code = exitCode === null ? "" : ` (exit code ${String(exitCode)})`;
  return new UserError(`${guest}: ${words === "" ? "the command failed" : words}${code}`);
}
