import { readFile } from "node:fs/promises";

import { Command } from "commander";

import { UserError } from "../../model/basics/user-error";
import { ownedServices } from "../../model/service/owned-services";
import { locations } from "../../stacks/locations";
import { allStacks, locationsOf } from "../../stacks/stack-names";
import { finishMove, undoMove } from "./end-move";
import { sshShell } from "./guest-shell";
import { guestsOf } from "./guests-of";
import { moveService } from "./move-service";
import { renderNextSteps, renderPlan } from "./next-steps";
import { planMove } from "./plan-move";
import { askGuests } from "./service-facts";

interface Options {
  readonly dryRun?: boolean;
  readonly undo?: boolean;
  readonly finish?: boolean;
  readonly configFile?: string;
}

/** The command `npm run move`. */
export function moveCommand(): Command {
  return new Command("npm run move --")
    .description(
      "Brings a service's data to another guest of its location; see docs/runbooks/move.md.",
    )
    .argument("<location>", `one of ${locationsOf(allStacks).join(", ")}`)
    .argument("<service>", "as stacks/<location>.ts places it, or one that it owns: n8n-database")
    .argument("<to>", "role of the guest that it goes to: apps")
    .option("--dry-run", "say what would be done, and change nothing")
    .option("--undo", "before the update: remove the copy, and start the service where it was")
    .option("--finish", "after the update: remove the copy that was left behind")
    .option("--config-file <file>", "the location's configuration, if not Pulumi.<location>.yaml")
    .addHelpText(
      "after",
      `
Examples:
  npm run move -- pm1 n8n mgmt --dry-run
  npm run move -- pm1 n8n mgmt
  npm run move -- pm1 n8n mgmt --finish`,
    )
    .showHelpAfterError('"npm run move -- --help" shows how.')
    .action(move);
}

async function move(
  location: string,
  service: string,
  to: string,
  options: Options,
): Promise<void> {
  refuseWords(location, service, options);
  const file = options.configFile ?? `Pulumi.${location}.yaml`;
  const connections = guestsOf(location, file, await readText(file));
  const shell = sshShell(connections);
  const wanted = { location, service, to };
  const facts = await askGuests(shell, Object.keys(connections), service);
  const moving = { shell, report, signal: interruption() };
  if (options.undo === true) return undoMove(wanted, facts, moving);
  if (options.finish === true) return finishMove(wanted, facts, moving);
  const plan = planMove(wanted, facts);
  if (options.dryRun === true) {
    report(renderPlan(plan));
    return;
  }
  const copy = await moveService(plan, moving);
  report(renderNextSteps(plan, copy));
}

function refuseWords(location: string, service: string, options: Options): void {
  const definition = locations[location];
  if (definition === undefined) {
    const known = locationsOf(allStacks).join(", ");
    throw new UserError(
      `move: location must be one of ${known}, got "${location}". Use one of them.`,
    );
  }
  const names = definition.services.flatMap(({ service: placed }) => [
    placed.name,
    ...ownedServices(placed).map(({ name }) => name),
  ]);
  if (!names.includes(service)) {
    const known = names.join(", ") || "none, it has no services";
    throw new UserError(
      `move: service must be one of ${known}, got "${service}". Use one of them.`,
    );
  }
  const chosen = [options.dryRun, options.undo, options.finish].filter((each) => each === true);
  if (chosen.length > 1) {
    throw new UserError(
      "move: --dry-run, --undo and --finish exclude each other. Leave all but one out.",
    );
  }
}

/** A terminal's Ctrl-C ends the ssh that runs, too; the service is put back before the command ends. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  process.once("SIGINT", () => {
    controller.abort(new UserError("move: interrupted. The service was put back."));
  });
  return controller.signal;
}

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UserError(`move: ${file} cannot be read. Give another one with --config-file.`);
  }
}

function report(line: string): void {
  process.stdout.write(`${line}\n`);
}
