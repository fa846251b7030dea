import { join } from "node:path";

import { renderProblem } from "../../../model/basics/problem";
import { locations } from "../../../stacks/locations";
import { checkDocuments } from "../../../tools/documents/bring-up-to-date";
import { documents } from "../../../tools/documents/documents";
import { plannedLocations } from "../../../tools/documents/planned-locations";

const root = join(__dirname, "../../..");

describe("documents", () => {
  it("say what the sources say", () => {
    expect(checkDocuments(root, documents).map(renderProblem)).toEqual([]);
  });

  it("know every location", () => {
    expect(plannedLocations(root).map(({ name }) => name)).toEqual(Object.keys(locations));
  });
});
