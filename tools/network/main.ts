import { join } from "node:path";

import { Command } from "commander";

import { UserError } from "../../model/basics/user-error";
import { renderNetworkDocument } from "./network-document";
import { plannedLocations } from "./planned-locations";

const root = join(__dirname, "../..");

try {
  new Command("npm run network --")
    .description("Prints who may connect to whom at every location, from its plan, as Markdown.")
    .showHelpAfterError('"npm run network -- --help" shows how.')
    .action(() => {
      process.stdout.write(renderNetworkDocument(plannedLocations(root)));
    })
    .parse();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
