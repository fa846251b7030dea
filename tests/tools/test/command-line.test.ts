import { testCommand } from "../../../tools/test/command-line";
import { runCommand } from "../../support/run-command";

describe("npm test", () => {
  const run = jest.fn(() => Promise.resolve());

  beforeEach(() => {
    run.mockClear();
  });

  it("runs without a word", async () => {
    expect(await runCommand(testCommand(run), [])).toEqual({
      exitCode: undefined,
      out: "",
      err: "",
    });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it.each([
    [["unit"], "error: too many arguments. Expected 0 arguments but got 1."],
    [["--watch"], "error: unknown option '--watch'"],
  ])("runs nothing where it does not understand %j", async (words, message) => {
    expect(await runCommand(testCommand(run), words)).toEqual({
      exitCode: 1,
      out: "",
      err: `${message}\n"npm test -- --help" shows how.\n`,
    });
    expect(run).not.toHaveBeenCalled();
  });

  it("explains itself and runs nothing", async () => {
    const { exitCode, out } = await runCommand(testCommand(run), ["--help"]);
    expect(exitCode).toBe(0);
    expect(out).toBe(`Usage: npm test -- [options]

Everything, in the order in which a fault is cheapest to find: types, lint, format, unit, engine, contract, parts, machines.

Options:
  -h, --help  display help for command

Examples:
  npm test
  npm run test:unit                            without engine and Docker
  npx jest --selectProjects unit -t tunnel     some of them
  MOCO_KEEP_SANDBOX=true npm test              on the sandbox that is up, and leave it up

With CI=true whatever is left out or skipped is a failure.
`);
    expect(run).not.toHaveBeenCalled();
  });
});
