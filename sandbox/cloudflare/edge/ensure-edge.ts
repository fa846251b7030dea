import { createHash } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, basename, join } from "node:path";
import { setTimeout } from "node:timers/promises";

import execa from "execa";
import { edge, images, ownLabel, stateDirectory } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";

import { type BuiltProgram, buildCloudflare } from "./build-cloudflare";
import { edgeStatePath, renderEdgeArguments } from "./edge-arguments";

/** The edge's own folder: record, signing key and API token. */
export const edgeDirectory = join(stateDirectory, "edge");

const inputsLabel = `${ownLabel}.inputs`;
const patience = 15_000;

export interface EdgeOptions {
  /** Bearer token of the API: what the provider is configured with. */
  readonly apiToken: string;
  /** Ranges of the locations: the only ones that a private route may name. */
  readonly locationRanges: readonly string[];
  readonly report?: (line: string) => void;
}

/** Makes sure that the edge runs, with this program and these arguments, and answers. */
export async function ensureEdge({ apiToken, locationRanges, report }: EdgeOptions): Promise<void> {
  const programs = await buildCloudflare(report === undefined ? {} : { report });
  const words = renderEdgeArguments(locationRanges);
  const inputs = digest([programs.edge.sha256, ...words, apiToken]);
  const format = `{{.State.Running}} {{index .Config.Labels "${inputsLabel}"}}`;
  if ((await inspect("container", edge.container, format)) !== `true ${inputs}`) {
    await mkdir(edgeDirectory, { recursive: true });
    await writeFile(join(edgeDirectory, "api-token"), apiToken, { mode: 0o600 });
    await stopEdge();
    const image = await ensureImage(programs.edge);
    report?.("starting the edge");
    await docker(renderRun(image, inputs, words));
  }
  await untilItAnswers();
}

/** Takes the edge away with everything it recorded and the routes it made. */
export async function removeEdge(): Promise<void> {
  await stopEdge();
  const labelled = ["images", "--quiet", "--filter", `label=${ownLabel}=true`, images.edge];
  const found = (await docker(labelled)).split("\n").filter((id) => id !== "");
  for (const id of new Set(found)) await docker(["rmi", "--force", id]);
  await rm(edgeDirectory, { recursive: true, force: true });
}

/** Stops before removing: at SIGTERM the edge takes its routes back. */
async function stopEdge(): Promise<void> {
  const label = await inspect(
    "container",
    edge.container,
    `{{index .Config.Labels "${ownLabel}"}}`,
  );
  if (label === undefined) return;
  if (label === "") {
    throw new Error(
      `sandbox: container ${edge.container} is not the sandbox's. Rename or remove it.`,
    );
  }
  await docker(["stop", "--time", "5", edge.container]);
  await docker(["rm", "--force", edge.container]);
}

function renderRun(image: string, inputs: string, words: readonly string[]): readonly string[] {
  return [
    ...["run", "--detach", "--name", edge.container, "--restart", "unless-stopped"],
    ...["--label", `${ownLabel}=true`, "--label", `${inputsLabel}=${inputs}`],
    // The host's own routing table is the operator's.
    ...["--network", "host", "--read-only", "--cap-drop", "ALL", "--cap-add", "NET_ADMIN"],
    // For port 443.
    ...["--cap-add", "NET_BIND_SERVICE"],
    // The folder belongs to whoever runs the sandbox.
    ...["--cap-add", "CHOWN", "--cap-add", "DAC_OVERRIDE"],
    ...["--volume", `${edgeDirectory}:${edgeStatePath}`],
    image,
    ...words,
  ];
}

/** An image with nothing but the program in it. */
async function ensureImage(program: BuiltProgram): Promise<string> {
  const image = `${images.edge}:${program.sha256.slice(0, 12)}`;
  if ((await inspect("image", image, "{{.Id}}")) !== undefined) return image;
  const archive = await execa(
    "tar",
    ["--create", "--directory", dirname(program.path), basename(program.path)],
    { encoding: null },
  );
  const changes = ['ENTRYPOINT ["/edge"]', `LABEL ${ownLabel}=true`];
  const options = changes.flatMap((change) => ["--change", change]);
  await docker(["import", ...options, "-", image], archive.stdout);
  return image;
}

async function untilItAnswers(): Promise<void> {
  const end = Date.now() + patience;
  while (Date.now() < end) {
    const answered = await fetch(`http://${edge.apiAddress}/health`).then(
      (response) => response.ok,
      () => false,
    );
    if (answered) return;
    await setTimeout(100);
  }
  const logs = await execa("docker", ["logs", "--tail", "20", edge.container], {
    all: true,
    reject: false,
  });
  throw new Error(`sandbox: the edge does not answer. Its last log lines:\n${logs.all ?? ""}`);
}

function digest(parts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(parts)).digest("hex");
}
