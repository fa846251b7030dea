import { renderTable } from "../../../tools/documents/markdown-table";

describe("renderTable", () => {
  it("makes columns as wide as their widest cell, and three wide at least", () => {
    expect(
      renderTable(
        ["key", "a"],
        [
          ["`guests`", "1"],
          ["x…", ""],
        ],
      ),
    ).toBe(
      ["| key      | a   |", "| -------- | --- |", "| `guests` | 1   |", "| x…       |     |"].join(
        "\n",
      ),
    );
  });
});
