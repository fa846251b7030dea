import { join } from "node:path";

import { projectPath } from "../../../components/release-tool/project-path";

describe("projectPath", () => {
  it("is found from the root of the program", () => {
    expect(projectPath("components/host")).toBe(
      join(__dirname, "..", "..", "..", "components", "host"),
    );
  });

  it("names what is not there", () => {
    expect(() => projectPath("components/nothing")).toThrow(
      /^components\/nothing is not in or above \/.*components\/release-tool$/,
    );
  });
});
