import { actions, jobs, scriptsOf, type Step, steps, workflows } from "../support/workflow-files";
import { readFileSync } from "node:fs";

const read = { contents: "read" };

/** What each job may do at GitHub, and which environment's secrets it gets. */
const rights = {
  "deploy.account": { permissions: read, environment: undefined, secrets: "inherit" },
  "deploy.location": { permissions: read, environment: undefined, secrets: "inherit" },
  "deploy.stacks": { permissions: read, environment: undefined, secrets: undefined },
  "deploy-stack.up": {
    permissions: read,
    environment: "production-${{ inputs.stack }}",
    secrets: undefined,
  },
  "pull-request.check": { permissions: read, environment: undefined, secrets: undefined },
  "pull-request.preview-offline": { permissions: read, environment: undefined, secrets: undefined },
  "pull-request.preview-trusted": {
    permissions: { contents: "read", "pull-requests": "write" },
    environment: "preview",
    secrets: undefined,
  },
  "pull-request.stacks": { permissions: read, environment: undefined, secrets: undefined },
  "pull-request.test": { permissions: read, environment: undefined, secrets: undefined },
  "renovate.validate": { permissions: read, environment: undefined, secrets: undefined },
  "weekly.versions": { permissions: read, environment: undefined, secrets: undefined },
  "stacks.list": { permissions: read, environment: undefined, secrets: undefined },
};

describe("rights", () => {
  it("are those of the table, job by job", () => {
    const granted = Object.entries(jobs).map(([name, { permissions, environment, secrets }]) => [
      name,
      { permissions, environment, secrets },
    ]);
    expect(Object.fromEntries(granted)).toEqual(rights);
  });

  it.each(Object.entries(workflows))("are none by default in %s", (_, { permissions }) => {
    expect(permissions).toEqual({});
  });

  it("are used by nobody who was not asked: no trigger runs a fork's code with secrets", () => {
    const triggers = Object.entries(workflows).map(([name, { on }]) => [
      name,
      typeof on === "object" && on !== null ? Object.keys(on) : [on],
    ]);
    expect(Object.fromEntries(triggers)).toEqual({
      deploy: ["push", "workflow_dispatch"],
      "deploy-stack": ["workflow_call"],
      "pull-request": ["pull_request", "merge_group"],
      renovate: ["pull_request"],
      stacks: ["workflow_call"],
      weekly: ["schedule", "workflow_dispatch"],
    });
  });

  it("to the real state are off in pull requests unless TRUSTED_PREVIEW is true, and never a fork's", () => {
    expect(jobs["pull-request.preview-trusted"]?.if).toBe(
      "vars.TRUSTED_PREVIEW == 'true' && github.event_name == 'pull_request' && github.event.pull_request.head.repo.full_name == github.repository",
    );
  });
});

describe("secrets", () => {
  it("are read in jobs with an environment only", () => {
    const readers = Object.entries(jobs).filter(([, job]) =>
      JSON.stringify(job).includes("secrets."),
    );
    expect(readers.map(([name]) => name)).toEqual([
      "deploy-stack.up",
      "pull-request.preview-trusted",
    ]);
    expect(readers.filter(([, { environment }]) => environment === undefined)).toEqual([]);
  });
});

describe("steps", () => {
  const uses = Object.entries(steps).filter(([, { uses: used }]) => used !== undefined);

  it.each(uses)(
    "%s uses what is pinned by commit, or is this repository's",
    (_, { uses: used }) => {
      expect(used).toMatch(
        /^(?:[\w./-]+@[0-9a-f]{40}|\.\/\.github\/(?:actions|workflows)\/[\w./-]+)$/,
      );
    },
  );

  it.each(Object.entries(steps).filter(([, { run }]) => run !== undefined))(
    "%s has no expression in its script, which a branch's name could end",
    (_, { run }) => {
      expect(run).not.toContain("${{");
    },
  );

  it.each(uses.filter(([, { uses: used = "" }]) => used.startsWith("actions/checkout@")))(
    "%s leaves no token in the checkout",
    (_, { with: given }) => {
      expect(given).toEqual({ "persist-credentials": false });
    },
  );
});

describe("jobs that see secrets", () => {
  const scripts = Object.entries(jobs)
    .filter(([, { environment }]) => environment !== undefined)
    .flatMap(([name, { steps: own = [] }]) => own.flatMap((step) => scriptsBehind(name, step)));

  it("are looked into, with the actions that they use", () => {
    expect(new Set(scripts.map(([where]) => where))).toEqual(
      new Set([
        "deploy-stack.up",
        "pull-request.preview-trusted",
        "prepare",
        "know-node",
        "join-private-network",
        "leave-private-network",
      ]),
    );
  });

  it("install nothing that is not pinned", () => {
    expect(
      scripts.flatMap(([where, text]) => loose(text).map((line) => `${where}: ${line}`)),
    ).toEqual([]);
  });

  it.each([
    "sudo apt-get install -y cloudflare-warp",
    "npm install wrangler",
    "npx wrangler r2",
    "npx --yes renovate",
    "curl -fsSL https://example.org/install.sh | sh",
    "curl -fsSL https://example.org/key.gpg | sudo gpg --dearmor",
    "pip install awscli",
  ])("would be refused with %s", (line) => {
    expect(loose(line)).toEqual([line]);
  });
});

/** Everything that a step runs, by the job or the action that it stands in. */
function scriptsBehind(where: string, step: Step): readonly (readonly [string, string])[] {
  const action = step.uses?.match(/^\.\/\.github\/actions\/(.+)$/)?.[1];
  if (action === undefined) return [[where, step.run ?? ""]];
  return [
    ...(actions[action]?.runs.steps ?? []).flatMap((each) => scriptsBehind(action, each)),
    ...scriptsOf(action).map((file) => [action, readFileSync(file, "utf8")] as const),
  ];
}

/** Lines that take whatever a registry or a server has today. */
function loose(script: string): readonly string[] {
  return script.split("\n").filter((line) => {
    if (/\bapt-get install\b/.test(line)) return !/"\$package"$|=\S+$/.test(line);
    if (/\b(?:npm (?:i|install|exec)|pip3? install|go install)\b/.test(line)) return true;
    if (/\bnpx\b/.test(line)) return !/\bnpx (?:tsx|--no-install) /.test(line);
    return /\bcurl\b.*\|/.test(line);
  });
}
