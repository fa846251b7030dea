import { endOfLife } from "../../../tools/versions/end-of-life";

const versions = [
  { what: "Node.js", version: "20", until: "2026-04-30" },
  { what: "Debian", version: "13", until: "2026-08-09" },
  { what: "PostgreSQL", version: "17", until: "2029-11-08" },
  { what: "n8n", version: "2.30.7" },
];

describe("endOfLife", () => {
  it("says what has ended, and what ends within 90 days", () => {
    expect(endOfLife(versions, "2026-05-11")).toEqual({
      ended: ["Node.js 20 has had no security fixes since 2026-04-30. Raise it."],
      ending: ["Debian 13 gets security fixes until 2026-08-09. Plan its next version."],
    });
  });

  it("counts the last day as supported, and not the day before the notice", () => {
    expect(endOfLife(versions, "2026-04-30").ended).toEqual([]);
    expect(endOfLife(versions, "2026-05-10").ending).toEqual([]);
  });
});
