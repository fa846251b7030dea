import { readFileSync } from "node:fs";

import { UserError } from "../../model/basics/user-error";
import { stacksCommand } from "./command-line";
import { listStacks } from "./list-stacks";

stacksCommand((asked) => {
  console.log(JSON.stringify(listStacks(asked, (file) => readFileSync(file, "utf8"))));
})
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 1;
  });
