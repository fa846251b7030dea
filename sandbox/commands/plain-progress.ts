// Colours are for terminals: in a file or a CI log they are noise. listr2 asks for this when it is loaded.
if (!process.stdout.isTTY || process.env["NO_COLOR"] !== undefined) {
  process.env["LISTR_DISABLE_COLOR"] = "1";
}
