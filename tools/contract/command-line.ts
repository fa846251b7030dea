import { Command } from "commander";

import { contractVariables } from "./targets";

/** The command `npm run test:contract`, which takes its targets from the environment: jest's workers read them too. */
export function contractCommand(run: () => Promise<void>): Command {
  const width = Math.max(...Object.keys(contractVariables).map(({ length }) => length));
  const variables = Object.entries(contractVariables).map(
    ([name, what]) => `  ${name.padEnd(width)}  ${what}`,
  );
  return new Command("npm run test:contract --")
    .description(
      "What this project believes of plugins, Cloudflare and Proxmox, asked of stand-ins or of the real thing.",
    )
    .addHelpText(
      "after",
      `
Variables; where none is set a stand-in answers, and nothing outside of this machine is contacted:
${variables.join("\n")}

Examples:
  npm run test:contract
  MOCO_CONTRACT_PLUGINS=installed npm run test:contract
  MOCO_CONTRACT_ACCOUNT=example.com MOCO_CONTRACT_ACCOUNT_TOKEN_FILE=token npm run test:contract

On an account and on a node only what is named moco-contract-… is made, changed or removed, what an
interrupted run has left first. docs/contract-tests.md says what each suite proves.`,
    )
    .showHelpAfterError('"npm run test:contract -- --help" shows how.')
    .action(run);
}
