import { itWith } from "../../support/it-with";
import { Runner } from "../support/runner";
import { stepWith } from "../support/workflow-files";

const list = stepWith("stacks.list", "tools/stacks/main.ts");
const found = [
  { stack: "account", reach: "" },
  { stack: "hq", reach: "10.50.0.1:8006" },
];

let runner: Runner;
const withJq = itWith("jq");

afterEach(() => {
  runner.remove();
});

describe("list", () => {
  withJq("hands on all stacks, and the locations without the account", async () => {
    runner = new Runner({ npx: `echo '${JSON.stringify(found)}'` });
    const { exitCode, calls } = await runner.run(list, { USED: '["account"]', ONLY: "all" });
    expect({ exitCode, calls }).toEqual({
      exitCode: 0,
      calls: ['npx tsx tools/stacks/main.ts --used ["account"] --only all'],
    });
    expect(runner.read("output")).toBe(
      `all=${JSON.stringify(found)}\nlocations=${JSON.stringify(found.slice(1))}\n`,
    );
  });

  withJq("fails where the list cannot be made", async () => {
    runner = new Runner({ npx: "exit 1" });
    expect((await runner.run(list, { USED: "", ONLY: "all" })).exitCode).toBe(1);
  });
});
