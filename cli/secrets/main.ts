import { UserError } from "../../model/basics/user-error";
import { secretsCommand } from "./command-line";
import { secretsOfStack } from "./secrets-of-stack";

// Leaving in an orderly way removes what is on disk for a moment.
process.once("SIGINT", () => process.exit(130));
process.once("SIGTERM", () => process.exit(143));

secretsCommand(secretsOfStack)
  .parseAsync()
  .catch((error: unknown) => {
    // A fault of the input is explained by its message; anything else is a bug and keeps its stack.
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 1;
  });
