import { collect } from "../../../stacks/plan/findings";

const problem = { path: "a", problem: "is missing", fix: "Add it." };

describe("collect", () => {
  it("joins what was found, and what was in the way", () => {
    const all = [
      { found: [1, 2], problems: [] },
      { found: [3], problems: [problem] },
    ];
    expect(collect(all)).toEqual({ found: [1, 2, 3], problems: [problem] });
  });
});
