import { contractCommand } from "../../../tools/contract/command-line";
import { contractVariables } from "../../../tools/contract/targets";
import { runCommand } from "../../support/run-command";

describe("npm run test:contract", () => {
  const run = jest.fn(() => Promise.resolve());

  beforeEach(() => {
    run.mockClear();
  });

  it("runs without a word", async () => {
    expect(await runCommand(contractCommand(run), [])).toEqual({
      exitCode: undefined,
      out: "",
      err: "",
    });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it("takes no token as an argument", async () => {
    const { exitCode, err } = await runCommand(contractCommand(run), ["--token", "secret"]);
    expect([exitCode, err]).toEqual([
      1,
      "error: unknown option '--token'\n\"npm run test:contract -- --help\" shows how.\n",
    ]);
    expect(run).not.toHaveBeenCalled();
  });

  it("explains every variable and runs nothing", async () => {
    const { exitCode, out } = await runCommand(contractCommand(run), ["--help"]);
    expect(exitCode).toBe(0);
    for (const [name, what] of Object.entries(contractVariables)) {
      expect(out).toMatch(new RegExp(`^  ${name} +${what.replaceAll("`", ".")}$`, "m"));
    }
    expect(out).toContain("MOCO_CONTRACT_PLUGINS=installed npm run test:contract");
    expect(run).not.toHaveBeenCalled();
  });
});
