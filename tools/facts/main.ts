import { writeFileSync } from "node:fs";
import { join } from "node:path";

import { Command } from "commander";
import { format, resolveConfig } from "prettier";

import { factFiles, wantedFacts } from "./fact-files";

const root = join(__dirname, "../..");

async function writeFacts(): Promise<void> {
  for (const path of factFiles) {
    const file = join(root, path);
    const options = await resolveConfig(file);
    const text = JSON.stringify(wantedFacts(root, path));
    writeFileSync(file, await format(text, { ...options, filepath: file }));
    console.log(`${path} is written`);
  }
}

new Command("npm run facts")
  .description(
    "Writes what the stand-ins know of their providers, from the installed SDKs and the upstream files.",
  )
  .action(writeFacts)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  });
