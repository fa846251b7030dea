import { UserError } from "../../model/basics/user-error";
import { bootstrapCommand } from "./command-line";

bootstrapCommand()
  .parseAsync()
  .catch((error: unknown) => {
    // A fault of the input is explained by its message; anything else is a bug and keeps its stack.
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 1;
  });
