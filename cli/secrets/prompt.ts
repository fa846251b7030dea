import { createInterface } from "node:readline";
import { Writable } from "node:stream";

import { UserError } from "../../model/basics/user-error";

/** Asks on the terminal without showing what is typed. */
export async function promptHidden(question: string): Promise<string> {
  process.stderr.write(question);
  const nowhere = new Writable({
    write: (_chunk, _encoding, done) => {
      done();
    },
  });
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      terminal.question("", resolve);
      terminal.once("SIGINT", () => {
        reject(new UserError("Interrupted; nothing was changed."));
      });
      terminal.once("close", () => {
        reject(new UserError("Input ended; nothing was changed."));
      });
    });
  } finally {
    terminal.close();
    process.stderr.write("\n");
  }
}
