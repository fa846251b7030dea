import { Interrupted, stopGracefully } from "@moco-sandbox/world/interruption";

import { runSandbox } from "./command-line";

// Each command loads what it needs when it is asked for: a preview does without a Docker client.
runSandbox(process.argv.slice(2), {
  up: async (options) => {
    stopGracefully();
    const { bringUp } = await import("./up.js");
    const { printWorld } = await import("./print-world.js");
    await printWorld(await bringUp(options));
  },
  preview: async (...words) => (await import("./preview.js")).preview(...words),
  status: async () => (await import("./status.js")).status(),
  ssh: async (...words) => (await import("./shell.js")).shell(...words),
  logs: async (...words) => (await import("./logs.js")).logs(...words),
  destroy: async (options) => {
    stopGracefully();
    await (await import("./destroy.js")).destroy(options);
  },
}).catch((error: unknown) => {
  console.error(error instanceof Error ? `\n${error.message}` : error);
  // At once: what ran beside the phase that failed would go on for minutes otherwise.
  process.exit(error instanceof Interrupted ? 130 : 1);
});
