import { renderComparison } from "../../../tools/bench/render-results";

describe("renderComparison", () => {
  it("shows medians, ratios to the baseline, and aims that are met or missed", () => {
    const rows = renderComparison({
      title: "previews",
      timings: { flat: [1_000, 2_000, 3_000], ours: [2_200], other: [2_600] },
      baseline: "flat",
      aims: {
        ours: { milliseconds: 2_300, text: "1.15 ×" },
        other: { milliseconds: 2_300, text: "1.15 ×" },
      },
    })
      .split("\n")
      .filter((line) => line.includes("×"))
      .map((line) =>
        line
          .split("│")
          .map((cell) => cell.trim())
          .filter(Boolean),
      );
    expect(rows).toEqual([
      ["flat", "2.00 s", "1.00 s – 3.00 s", "1.00 ×"],
      ["ours", "2.20 s", "2.20 s – 2.20 s", "1.10 ×", "1.15 × (2.30 s): met"],
      ["other", "2.60 s", "2.60 s – 2.60 s", "1.30 ×", "1.15 × (2.30 s): missed"],
    ]);
  });
});
