import { createHash } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { ensureDocker } from "@moco-sandbox/computer/ensure-docker";
import { ownLabel, registry, stateDirectory, wan } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";

import { buildImage } from "../../../sandbox/images/build-image";
import { ensureMachineImages } from "../../../sandbox/images/ensure-images";
import {
  ensureRegistry,
  publishArtifact,
  removeRegistry,
} from "../../../sandbox/images/ensure-registry";
import { pushImage } from "../../../sandbox/images/push-image";

const quiet = (): void => undefined;
const reference = "docker.io/library/redis:e2e";
const local = `${registry.publishedAddress}/library/redis`;

let machine: Awaited<ReturnType<typeof ensureMachineImages>>;
let image: string;
/** A sandbox that is up keeps what it has. */
let wasThere: boolean;

beforeAll(async () => {
  await ensureDocker(quiet);
  wasThere = (await inspect("container", registry.container, "{{.Id}}")) !== undefined;
  machine = await ensureMachineImages(quiet);
  image = await buildImage({ name: "redis" }, machine.base, quiet);
  await ensureRegistry(machine.registry);
}, 600_000);

afterAll(async () => {
  if (!wasThere) await removeRegistry();
}, 60_000);

describe("pushImage", () => {
  let pinned: string;

  beforeAll(async () => {
    pinned = await pushImage(image, reference);
  }, 60_000);

  it("gives the upstream name with the digest that the registry knows", () => {
    expect(pinned).toMatch(/^docker\.io\/library\/redis:e2e@sha256:[a-f0-9]{64}$/);
  });

  it("leaves no name of its own behind", async () => {
    await expect(inspect("image", `${local}:e2e`, "{{.Id}}")).resolves.toBeUndefined();
  });

  it("makes the image pullable by digest, the same one", async () => {
    const digest = pinned.slice(pinned.indexOf("@"));
    await docker(["pull", "--quiet", local + digest]);
    const pulled = await inspect("image", local + digest, "{{.Id}}");
    expect(pulled).toBe(await inspect("image", image, "{{.Id}}"));
    await docker(["rmi", "--no-prune", local + digest]);
  });

  it("is not pullable by a digest that was never pushed", async () => {
    const unknown = `${local}@sha256:${"0".repeat(64)}`;
    await expect(docker(["pull", "--quiet", unknown])).rejects.toThrow("manifest");
  });

  it("gives the same digest again", async () => {
    await expect(pushImage(image, reference)).resolves.toBe(pinned);
  });
});

describe("publishArtifact", () => {
  it("serves the file to every machine on the stand-in for the internet", async () => {
    const folder = mkdtempSync(join(tmpdir(), "artifact-"));
    writeFileSync(join(folder, "tool"), "#!/bin/sh\necho hello\n");
    const { url, sha256 } = publishArtifact(join(folder, "tool"), "e2e-tool");
    const text = await docker([
      ...["run", "--rm", "--network", wan.network, "--label", `${ownLabel}=true`],
      ...["--entrypoint=curl", machine.guest, "-fsS", url],
    ]);
    expect(createHash("sha256").update(`${text}\n`).digest("hex")).toBe(sha256);
    for (const path of [folder, join(stateDirectory, "artifacts", "e2e-tool")]) {
      rmSync(path, { recursive: true });
    }
  });
});
