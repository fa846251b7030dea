import { readFileSync } from "node:fs";
import { join } from "node:path";

import { Command } from "commander";

import { endOfLife } from "./end-of-life";
import { readSupportedVersions } from "./supported-version";

const page = join(__dirname, "../../docs/supported-versions.md");

new Command("npm run versions --")
  .description(
    "Says which pinned versions have reached their end of life, or do so within 90 days.",
  )
  .showHelpAfterError('"npm run versions -- --help" shows how.')
  .action(() => {
    const today = new Date().toISOString().slice(0, 10);
    const versions = readSupportedVersions(readFileSync(page, "utf8"));
    const { ended, ending } = endOfLife(versions, today);
    for (const line of [...ended, ...ending]) console.log(line);
    if (ended.length + ending.length === 0) {
      console.log(`None of ${String(versions.length)} versions ends within 90 days of ${today}.`);
    }
    if (ended.length > 0) process.exitCode = 1;
  })
  .parse();
