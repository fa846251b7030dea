import { repositoryRoot } from "@moco-sandbox/world";
import execa from "execa";

// Starts a process, which a busy machine does slowly.
jest.setTimeout(60_000);

const twoPhases = `
  const { runPhases } = require("./sandbox/commands/phases.ts");
  runPhases([{ title: "first", run: async () => "done" }, { title: "second", run: async () => { throw new Error("no"); } }])
    .catch(() => console.log("failed"));
`;

describe("progress", () => {
  it("has no colours where it is not read on a terminal", async () => {
    const { all } = await execa(process.execPath, ["--require", "tsx/cjs", "-e", twoPhases], {
      cwd: repositoryRoot,
      all: true,
    });
    expect(all).toContain("first");
    expect(all).toContain("failed");
    expect(all).not.toContain("\u001b");
  });
});
