import { UserError } from "../../model/basics/user-error";
import { moveCommand } from "./command-line";

moveCommand()
  .parseAsync()
  .catch((error: unknown) => {
    // A fault of the input is explained by its message; anything else is a bug and keeps its stack.
    console.error(error instanceof UserError ? error.message : error);
    process.exitCode = 1;
  });
