import { mkdirSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { jobs } from "../support/workflow-files";
import { Runner, type Ran } from "../support/runner";

const script = join(repositoryRoot, ".github/actions/leave-private-network/leave.sh");
const mdm = "var/lib/cloudflare-warp/mdm.xml";

let runner: Runner;

afterEach(() => {
  runner.remove();
});

/** A runner that joined; its client does what the fake says. */
function joined(fake: string): Promise<Ran> {
  runner = new Runner({ "warp-cli": `ls "$HOME/${mdm}" 2>/dev/null || true\n${fake}` });
  mkdirSync(join(runner.folder, "var/lib/cloudflare-warp"), { recursive: true });
  runner.write(mdm, "<dict/>");
  return runner.runFile(script);
}

describe("leave.sh", () => {
  it("removes the registration, and before it what would make another one", async () => {
    expect(await joined("")).toEqual({
      exitCode: 0,
      output: "",
      calls: ["warp-cli --accept-tos disconnect", "warp-cli --accept-tos registration delete"],
    });
    expect(() => runner.read(mdm)).toThrow("ENOENT");
  });

  it("is content where the client has removed it by itself", async () => {
    const { exitCode, output } = await joined(
      'if [ "$2" = registration ]; then echo "Error: Registration Missing"; exit 1; fi',
    );
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
  });

  it("warns of one that may be left, and fails nothing", async () => {
    const { exitCode, output } = await joined('echo "no daemon" >&2; exit 1');
    expect(exitCode).toBe(0);
    expect(output.split("\n").at(-1)).toBe(
      "::warning::This runner's registration may be left (no daemon). Remove it in Zero Trust, Team & Resources, Devices.",
    );
  });

  it("has nothing to do where the client was not installed", async () => {
    runner = new Runner({});
    expect(await runner.runFile(script)).toEqual({
      exitCode: 0,
      output: "The WARP client was not installed: nothing to remove.",
      calls: [],
    });
  });

  it.each(["deploy-stack.up", "pull-request.preview-trusted"])(
    "is the last step of %s, always, under the condition of joining",
    (name) => {
      const steps = jobs[name]?.steps ?? [];
      const join_ = steps.find(({ uses }) => uses === "./.github/actions/join-private-network");
      expect(steps.at(-1)).toEqual({
        if: `always() && ${String(join_?.if)}`,
        uses: "./.github/actions/leave-private-network",
      });
    },
  );

  it("is in every job that joins", () => {
    const joining = Object.entries(jobs).filter(([, { steps = [] }]) =>
      steps.some(({ uses = "" }) => uses.endsWith("/join-private-network")),
    );
    expect(joining.map(([name]) => name)).toEqual([
      "deploy-stack.up",
      "pull-request.preview-trusted",
    ]);
  });
});
