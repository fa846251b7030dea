import { readFileSync, rmSync, writeFileSync } from "node:fs";
import type * as NodeOs from "node:os";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type * as World from "@moco-sandbox/world";

import { publishArtifact, renderRegistryRun } from "../../../sandbox/images/ensure-registry";

jest.mock("@moco-sandbox/world", () => {
  const { tmpdir: folder } = jest.requireActual<typeof NodeOs>("node:os");
  return {
    ...jest.requireActual<typeof World>("@moco-sandbox/world"),
    stateDirectory: `${folder()}/moco-artifacts-${String(process.pid)}`,
    cacheDirectory: "/cache",
  };
});

const state = join(tmpdir(), `moco-artifacts-${String(process.pid)}`);

describe("renderRegistryRun", () => {
  it("publishes on loopback only, and keeps what was pushed in the cache", () => {
    expect(renderRegistryRun("registry:1").join(" ")).toBe(
      "run --detach --name moco-sandbox-registry --restart unless-stopped" +
        " --label moco-infra.sandbox=true --network moco-sandbox-wan --ip 172.29.0.3" +
        " --publish 127.0.0.1:5000:80 --volume /cache/registry:/var/lib/docker-registry" +
        ` --volume ${state}/artifacts:/srv/artifacts:ro registry:1`,
    );
  });
});

describe("publishArtifact", () => {
  it("puts the file where guests download from, with its checksum", () => {
    const file = join(tmpdir(), `artifact-${String(process.pid)}`);
    writeFileSync(file, "abc");
    expect(publishArtifact(file, "cloudflared")).toEqual({
      url: "http://172.29.0.3/artifacts/cloudflared",
      sha256: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    });
    expect(readFileSync(join(state, "artifacts", "cloudflared"), "utf8")).toBe("abc");
    for (const path of [file, state]) rmSync(path, { recursive: true });
  });
});
