import { splitStack } from "../../../sandbox/commands/split-stack";

describe("splitStack", () => {
  it("takes a stack and leaves the options behind it to the engine", () => {
    expect(splitStack(["pm1", "--diff", "--policy-pack", "policy"])).toEqual({
      stack: "pm1",
      more: ["--diff", "--policy-pack", "policy"],
    });
  });

  it("means all stacks where an option comes first, or nothing", () => {
    expect(splitStack(["--diff"])).toEqual({ more: ["--diff"] });
    expect(splitStack([])).toEqual({ more: [] });
  });

  it("refuses a stack that there is not", () => {
    expect(() => splitStack(["pm3", "--diff"])).toThrow(
      'stack: must be one of account, pm1, pm2, got "pm3".',
    );
  });
});
