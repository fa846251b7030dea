import { Interrupted, stopGracefully } from "@moco-sandbox/world/interruption";

import { runSandbox } from "./command-line";
import { destroy } from "./destroy";
import { logs } from "./logs";
import { preview } from "./preview";
import { printWorld } from "./print-world";
import { shell } from "./shell";
import { status } from "./status";
import { bringUp } from "./up";

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
