import { join } from "node:path";

import { projectPath } from "../../../components/shared/project-path";

describe("projectPath", () => {
  it("is found from the root of the program", () => {
    expect(projectPath("components/shared")).toBe(
      join(__dirname, "..", "..", "..", "components", "shared"),
    );
  });

  it("names what is not there", () => {
    expect(() => projectPath("components/nothing")).toThrow(
      /^components\/nothing is not in or above \/.*components\/shared$/,
    );
  });
});
