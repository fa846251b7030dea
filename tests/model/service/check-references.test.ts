import { renderProblem } from "../../../model/basics/problem";
import { checkReferences } from "../../../model/service/check-references";

describe("checkReferences", () => {
  it("accepts names that are known", () => {
    expect(checkReferences("a.mounts", [["/data", "data"]], "volumes", ["data"])).toEqual([]);
  });

  it("refuses each that is not, with what there is", () => {
    const entries = [
      ["/one", "dat"],
      ["/two", "data"],
      ["/three", "date"],
    ] as const;
    const known = ["files", "data"];
    expect(checkReferences("a.mounts", entries, "volumes", known).map(renderProblem)).toEqual([
      'a.mounts./one must name one of the service\'s volumes, got "dat". Use one of data, files, or declare it in volumes.',
      'a.mounts./three must name one of the service\'s volumes, got "date". Use one of data, files, or declare it in volumes.',
    ]);
  });
});
