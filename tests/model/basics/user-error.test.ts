import { RunError } from "@pulumi/pulumi";

import { refuse, UserError } from "../../../model/basics/user-error";

const first = { path: "a", problem: "is missing", fix: "Add it." };
const second = { path: "b", problem: "must be even", got: "3", fix: "Write 4." };

describe("refuse", () => {
  it("returns where there is nothing to refuse", () => {
    expect(() => {
      refuse("Pulumi.pm1.yaml", []);
    }).not.toThrow();
  });

  it.each([
    [[first], "Pulumi.pm1.yaml: 1 problem\n  a is missing. Add it."],
    [
      [second, first],
      "Pulumi.pm1.yaml: 2 problems\n  a is missing. Add it.\n  b must be even, got 3. Write 4.",
    ],
  ])("names all of %p at once", (problems, message) => {
    expect(() => {
      refuse("Pulumi.pm1.yaml", problems);
    }).toThrow(new UserError(message));
  });
});

describe("UserError", () => {
  it("is one of Pulumi's own run errors, whose stack traces it does not print", () => {
    expect(RunError.isInstance(new UserError("no"))).toBe(true);
  });
});
