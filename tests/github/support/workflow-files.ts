import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";
import { parse } from "yaml";

/** One step of a job or of an action, as its file says it. */
export interface Step {
  readonly name?: string;
  readonly if?: string;
  readonly uses?: string;
  readonly run?: string;
  readonly shell?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly with?: Readonly<Record<string, string>>;
}

export interface Job {
  readonly if?: string;
  readonly uses?: string;
  readonly environment?: string;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly secrets?: string;
  readonly steps?: readonly Step[];
}

interface Workflow {
  readonly on: unknown;
  readonly permissions?: Readonly<Record<string, string>>;
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Action {
  readonly runs: { readonly steps: readonly Step[] };
}

const github = join(repositoryRoot, ".github");

/** Every workflow, by the name of its file without ending. */
export const workflows: Readonly<Record<string, Workflow>> = Object.fromEntries(
  readdirSync(join(github, "workflows")).map((file) => [
    file.replace(/\.yaml$/, ""),
    parse(readFileSync(join(github, "workflows", file), "utf8")) as Workflow,
  ]),
);

/** Every action of this repository, by the name of its folder. */
export const actions: Readonly<Record<string, Action>> = Object.fromEntries(
  readdirSync(join(github, "actions")).map((folder) => [
    folder,
    parse(readFileSync(join(github, "actions", folder, "action.yaml"), "utf8")) as Action,
  ]),
);

/** Every job of every workflow: `deploy.location`. */
export const jobs: Readonly<Record<string, Job>> = Object.fromEntries(
  Object.entries(workflows).flatMap(([file, workflow]) =>
    Object.entries(workflow.jobs).map(([name, job]) => [`${file}.${name}`, job] as const),
  ),
);

/** Every step, by where it stands: `deploy-stack.up[3]`, `prepare[1]`. */
export const steps: Readonly<Record<string, Step>> = Object.fromEntries([
  ...Object.entries(jobs).flatMap(([name, job]) => numbered(name, job.steps ?? [])),
  ...Object.entries(actions).flatMap(([name, action]) => numbered(name, action.runs.steps)),
]);

/** The scripts of an action, by their paths. */
export function scriptsOf(action: string): readonly string[] {
  const folder = join(github, "actions", action);
  return readdirSync(folder)
    .filter((file) => file.endsWith(".sh"))
    .map((file) => join(folder, file));
}

/** The step of a job that has this text in its script. */
export function stepWith(job: string, text: string): Step {
  const found = jobs[job]?.steps?.find(({ run = "" }) => run.includes(text));
  if (found === undefined) throw new Error(`${job}: no step has "${text}".`);
  return found;
}

function numbered(name: string, all: readonly Step[]): readonly (readonly [string, Step])[] {
  return all.map((step, index) => [`${name}[${String(index)}]`, step] as const);
}
