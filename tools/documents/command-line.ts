import { Command } from "commander";

/** What the command was asked for. */
export interface DocumentsOptions {
  /** Writes nothing, and fails where something would be written. */
  readonly check?: true;
}

/** The command `npm run documents`. */
export function documentsCommand(run: (options: DocumentsOptions) => void): Command {
  return new Command("npm run documents --")
    .description("Writes the pages below docs/ that follow from the sources.")
    .option("--check", "write nothing, and fail where a page is out of date")
    .showHelpAfterError('"npm run documents -- --help" shows how.')
    .action(run);
}
