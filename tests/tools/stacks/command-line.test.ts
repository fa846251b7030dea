import { stacksCommand } from "../../../tools/stacks/command-line";
import { runCommand } from "../../support/run-command";

describe("npx tsx tools/stacks/main.ts", () => {
  const list = jest.fn();

  beforeEach(() => {
    list.mockClear();
  });

  it.each([
    [[], { used: "", only: "all" }],
    [["--used", "", "--only", ""], { used: "", only: "" }],
    [["--used", '["account"]', "--only", "pm1"], { used: '["account"]', only: "pm1" }],
  ])("understands %j", async (words, asked) => {
    expect(await runCommand(stacksCommand(list), words)).toMatchObject({ err: "" });
    expect(list.mock.calls.map(([first]: readonly unknown[]) => first)).toEqual([asked]);
  });

  it("does not understand a word", async () => {
    expect(await runCommand(stacksCommand(list), ["pm1"])).toEqual({
      exitCode: 1,
      out: "",
      err: "error: too many arguments. Expected 0 arguments but got 1.\n--help shows how.\n",
    });
    expect(list).not.toHaveBeenCalled();
  });
});
