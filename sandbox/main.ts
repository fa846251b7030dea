import { runSandbox } from "./commands/command-line";
import { destroy } from "./commands/destroy";
import { logs } from "./commands/logs";
import { preview } from "./commands/preview";
import { printWorld } from "./commands/print-world";
import { shell } from "./commands/shell";
import { status } from "./commands/status";
import { bringUp } from "./commands/up";
import { Interrupted, stopGracefully } from "./interruption";

runSandbox(process.argv.slice(2), {
  up: async (options) => {
    stopGracefully();
    await printWorld(await bringUp(options));
  },
  preview,
  status,
  ssh: shell,
  logs,
  destroy: async (options) => {
    stopGracefully();
    await destroy(options);
  },
}).catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}` : error);
  // At once: what ran beside the phase that failed would go on for minutes otherwise.
  process.exit(error instanceof Interrupted ? 130 : 1);
});
