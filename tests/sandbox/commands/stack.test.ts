import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { ourPolicies } from "../../../sandbox/commands/stack";

const ours = ["--policy-pack", join(repositoryRoot, "policy")];

describe("ourPolicies", () => {
  it("adds the project's pack, also beside another one", () => {
    expect(ourPolicies(["--diff"])).toEqual(ours);
    expect(ourPolicies(["--policy-pack", "../other"])).toEqual(ours);
  });

  it("does not add it where it is named by hand", () => {
    expect(ourPolicies(["--policy-pack", "policy"])).toEqual([]);
    expect(ourPolicies(["--diff", "--policy-pack=./policy"])).toEqual([]);
  });
});
