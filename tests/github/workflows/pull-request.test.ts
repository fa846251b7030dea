import { itWith } from "../../support/it-with";
import { Runner, type Ran } from "../support/runner";
import { jobs, stepWith } from "../support/workflow-files";

let runner: Runner | undefined;
const withJq = itWith("jq");

afterEach(() => {
  runner?.remove();
  runner = undefined;
});

describe("preview-offline", () => {
  const preview = stepWith("pull-request.preview-offline", "npm run sandbox");
  const summary = stepWith("pull-request.preview-offline", "GITHUB_STEP_SUMMARY");

  it("is the default: no secret, no environment, no condition", () => {
    const { if: condition, environment } = jobs["pull-request.preview-offline"] ?? {};
    expect({ condition, environment }).toEqual({ condition: undefined, environment: undefined });
  });

  it("fails with the preview, and shows it all the same", async () => {
    runner = new Runner({ npm: "echo refused; exit 255" });
    const ran = await runner.run(preview, { STACK: "hq" });
    expect(ran).toEqual({
      exitCode: 255,
      output: "refused",
      calls: ["npm run sandbox -- preview hq --diff"],
    });
    expect((await runner.run(summary, { STACK: "hq" })).exitCode).toBe(0);
    expect(runner.read("summary")).toBe("### Preview of hq, offline\n~~~\nrefused\n~~~\n");
  });
});

describe("preview-trusted", () => {
  const preview = stepWith("pull-request.preview-trusted", "pulumi preview");
  const comment = stepWith("pull-request.preview-trusted", "gh api");

  it("fails with the preview", async () => {
    runner = new Runner({ pulumi: "echo refused; exit 255" });
    expect(await runner.run(preview, { STACK: "hq" })).toEqual({
      exitCode: 255,
      output: "refused",
      calls: [
        "pulumi preview --stack hq --policy-pack policy --diff --suppress-outputs --non-interactive --color never",
      ],
    });
  });

  const bot = "github-actions[bot]";

  /** The step, where these comments are there already; gh's own jq is stood in for by jq. */
  function commentOn(comments: readonly object[]): Promise<Ran> {
    runner = new Runner({
      gh: `if [ "$2" = --paginate ]; then echo '${JSON.stringify(comments)}' | jq "$5"; fi`,
    });
    runner.write("work/preview.txt", "+ create guest\n");
    return runner.run(comment, { STACK: "hq", NUMBER: "7", GITHUB_REPOSITORY: "moco/infra" });
  }

  withJq("makes one comment for each stack", async () => {
    const other = { id: 1, user: { login: bot }, body: "<!-- preview of account -->" };
    const { exitCode, calls } = await commentOn([other]);
    expect({ exitCode, last: calls.at(-1) }).toEqual({
      exitCode: 0,
      last: "gh api --method POST repos/moco/infra/issues/7/comments -F body=@comment.md",
    });
    expect(runner?.read("work/comment.md")).toBe(
      "<!-- preview of hq -->\n### Preview of hq\n~~~\n+ create guest\n~~~\n",
    );
  });

  withJq(
    "replaces its own, and never one that somebody else began with the same words",
    async () => {
      const body = "<!-- preview of hq -->\nold";
      const { calls } = await commentOn([
        { id: 1, user: { login: "mallory" }, body },
        { id: 2, user: { login: bot }, body },
      ]);
      expect(calls.at(-1)).toBe(
        "gh api --method PATCH repos/moco/infra/issues/comments/2 -F body=@comment.md",
      );
    },
  );
});
