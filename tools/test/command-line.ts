import { Command } from "commander";

/** The command `npm test`, which takes nothing but `--help`. */
export function testCommand(run: () => Promise<void>): Command {
  return new Command("npm test --")
    .description(
      "Everything, in the order in which a fault is cheapest to find: types, lint, format, unit, engine, contract, parts, machines.",
    )
    .addHelpText(
      "after",
      `
Examples:
  npm test
  npm run test:unit                            without engine and Docker
  npx jest --selectProjects unit -t tunnel     some of them
  MOCO_KEEP_SANDBOX=true npm test              on the sandbox that is up, and leave it up

With CI=true whatever is left out or skipped is a failure.`,
    )
    .showHelpAfterError('"npm test -- --help" shows how.')
    .action(run);
}
