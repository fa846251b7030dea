import { join } from "node:path";

import { refuse, UserError } from "../../model/basics/user-error";
import { bringUpToDate, checkDocuments } from "./bring-up-to-date";
import { documentsCommand } from "./command-line";
import { documents } from "./documents";

const root = join(__dirname, "../..");

try {
  documentsCommand(({ check }) => {
    if (check === true) {
      refuse("documents", checkDocuments(root, documents));
      return;
    }
    for (const path of bringUpToDate(root, documents)) console.log(`${path} is written`);
  }).parse();
} catch (error) {
  if (!(error instanceof UserError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
