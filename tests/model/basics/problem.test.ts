import { renderProblem, renderProblems } from "../../../model/basics/problem";

describe("renderProblem", () => {
  it("names path, problem, value and fix", () => {
    expect(renderProblem({ path: "a.b", problem: "must be even", got: "3", fix: "Write 4." })).toBe(
      "a.b must be even, got 3. Write 4.",
    );
  });

  it("leaves the value out where there is none to show", () => {
    expect(renderProblem({ path: "a", problem: "is missing", fix: "Add it." })).toBe(
      "a is missing. Add it.",
    );
  });
});

describe("renderProblems", () => {
  it("sorts by path and writes one line each", () => {
    expect(
      renderProblems([
        { path: "b", problem: "is wrong", fix: "Mend it." },
        { path: "a", problem: "is missing", fix: "Add it." },
      ]),
    ).toBe("  a is missing. Add it.\n  b is wrong. Mend it.");
  });
});
