import { join } from "node:path";

import { renderProblem } from "../../../model/basics/problem";
import { checkDocuments } from "../../../tools/documents/bring-up-to-date";
import { documents } from "../../../tools/documents/documents";

const root = join(__dirname, "../../..");

describe("documents", () => {
  it("say what the sources say", () => {
    expect(checkDocuments(root, documents).map(renderProblem)).toEqual([]);
  });
});
