import execa from "execa";
import { repositoryRoot } from "@moco-sandbox/world";

import { UserError } from "../../model/basics/user-error";
import { contractCommand } from "./command-line";
import { describeTargets } from "./describe-targets";
import { contractTargets } from "./targets";

/** Longest that all suites may take together: a guest that boots for the first time is most of it. */
const mostMinutes = 45;

async function main(): Promise<void> {
  for (const line of describeTargets(contractTargets(process.env))) console.error(line);
  const { exitCode } = await execa(
    "npx",
    ["--no-install", "jest", "--selectProjects", "contract", "--runInBand", "--verbose"],
    { cwd: repositoryRoot, stdio: "inherit", reject: false, timeout: mostMinutes * 60_000 },
  );
  process.exitCode = exitCode;
}

contractCommand(main)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 1;
  });
