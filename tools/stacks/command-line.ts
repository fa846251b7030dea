import { Command } from "commander";

import type { Asked } from "./list-stacks";

/** The command that workflows get their list of stacks from. */
export function stacksCommand(list: (asked: Asked) => void): Command {
  return new Command("npx tsx tools/stacks/main.ts")
    .description(
      "Prints the stacks that are in use as JSON: account first, each with its node's address.",
    )
    .option(
      "--used <list>",
      "JSON list of them, if not the account and every location that has a service",
      "",
    )
    .option("--only <stack>", "this one of them, or all", "all")
    .addHelpText("after", `\nExample: npx tsx tools/stacks/main.ts --used '["account", "pm1"]'`)
    .showHelpAfterError("--help shows how.")
    .action(list);
}
