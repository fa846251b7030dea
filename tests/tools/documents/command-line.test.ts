import { documentsCommand, type DocumentsOptions } from "../../../tools/documents/command-line";
import { runCommand } from "../../support/run-command";

async function optionsOf(...words: readonly string[]): Promise<readonly DocumentsOptions[]> {
  const asked: DocumentsOptions[] = [];
  await runCommand(
    documentsCommand((options) => {
      asked.push(options);
    }),
    words,
  );
  return asked;
}

describe("npm run documents", () => {
  it("writes, or checks where it is asked to", async () => {
    expect(await optionsOf()).toEqual([{}]);
    expect(await optionsOf("--check")).toEqual([{ check: true }]);
  });

  it("refuses what it does not know, and says where it is explained", async () => {
    const { exitCode, err } = await runCommand(
      documentsCommand(() => undefined),
      ["--chekc"],
    );
    expect(exitCode).toBe(1);
    expect(err).toBe(
      "error: unknown option '--chekc'\n(Did you mean --check?)\n\"npm run documents -- --help\" shows how.\n",
    );
  });
});
