import { accept, checked } from "../../../model/basics/checked";
import { UserError } from "../../../model/basics/user-error";

const problem = { path: "a", problem: "is missing", fix: "Add it." };

describe("checked", () => {
  it("gives data in which nothing is wrong", () => {
    expect(checked(7, [])).toEqual({ value: 7, problems: [] });
  });

  it("keeps back data in which something is wrong", () => {
    expect(checked(7, [problem])).toEqual({ value: undefined, problems: [problem] });
  });
});

describe("accept", () => {
  it("gives the data", () => {
    expect(accept("Pulumi.pm1.yaml", checked(7, []))).toBe(7);
  });

  it("throws one error with every problem", () => {
    expect(() => accept("Pulumi.pm1.yaml", checked(7, [problem]))).toThrow(
      new UserError("Pulumi.pm1.yaml: 1 problem\n  a is missing. Add it."),
    );
  });
});
