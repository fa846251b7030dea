import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { renderProblem } from "../../../model/basics/problem";
import { bringUpToDate, checkDocuments } from "../../../tools/documents/bring-up-to-date";

const documents = [
  { path: "docs/new.md", render: () => "new\n" },
  { path: "docs/part.md", render: (page: string) => page.replace(/!*$/, "!") },
];

describe("generated documents", () => {
  let root: string;

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "moco-documents-"));
    mkdirSync(join(root, "docs"));
    writeFileSync(join(root, "docs/part.md"), "by hand");
  });

  afterEach(() => {
    rmSync(root, { recursive: true });
  });

  it("are written where they are out of date or not there, and not again", () => {
    expect(bringUpToDate(root, documents)).toEqual(["docs/new.md", "docs/part.md"]);
    expect(readFileSync(join(root, "docs/new.md"), "utf8")).toBe("new\n");
    expect(readFileSync(join(root, "docs/part.md"), "utf8")).toBe("by hand!");
    expect(bringUpToDate(root, documents)).toEqual([]);
  });

  it("are checked without being written", () => {
    bringUpToDate(root, documents.slice(0, 1));
    expect(checkDocuments(root, documents).map(renderProblem)).toEqual([
      'docs/part.md is out of date. Run "npm run documents" and commit what it writes.',
    ]);
    expect(readFileSync(join(root, "docs/part.md"), "utf8")).toBe("by hand");
  });
});
