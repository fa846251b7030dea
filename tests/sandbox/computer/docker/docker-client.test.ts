import { chmodSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import type * as NodeOs from "node:os";
import { tmpdir } from "node:os";
import { join } from "node:path";

import {
  chooseDockerClient,
  clientsOnPath,
} from "../../../../sandbox/computer/docker/docker-client";
import { dockerIsReachable } from "../../../../sandbox/computer/docker/docker-is-reachable";

jest.mock("@moco-sandbox/world", () => {
  const { tmpdir: folder } = jest.requireActual<typeof NodeOs>("node:os");
  return { stateDirectory: `${folder()}/moco-client-${String(process.pid)}` };
});

const state = join(tmpdir(), `moco-client-${String(process.pid)}`);
const path = process.env["PATH"];
const folders: string[] = [];

/** A folder with a client that exits like this, as one does that the engine's API is too old for. */
function clientThatExitsWith(code: number): string {
  const folder = mkdtempSync(join(tmpdir(), "client-"));
  folders.push(folder);
  writeFileSync(join(folder, "docker"), `#!/bin/sh\nexit ${String(code)}\n`);
  chmodSync(join(folder, "docker"), 0o755);
  return folder;
}

afterEach(() => {
  process.env["PATH"] = path;
  for (const folder of [...folders.splice(0), state])
    rmSync(folder, { recursive: true, force: true });
});

describe("chooseDockerClient", () => {
  it("puts the client that the engine answers before one that it does not", async () => {
    const tooNew = clientThatExitsWith(1);
    const fitting = clientThatExitsWith(0);
    process.env["PATH"] = `${tooNew}:${fitting}:/usr/bin:/bin`;
    await expect(dockerIsReachable()).resolves.toBe(false);

    await expect(chooseDockerClient()).resolves.toBe(true);

    expect(process.env["PATH"]).toBe(`${state}/bin:${tooNew}:${fitting}:/usr/bin:/bin`);
    expect(readlinkSync(join(state, "bin", "docker"))).toBe(join(fitting, "docker"));
    await expect(dockerIsReachable()).resolves.toBe(true);
  });

  it("changes nothing where no client gets an answer", async () => {
    const tooNew = clientThatExitsWith(1);
    process.env["PATH"] = tooNew;
    await expect(chooseDockerClient()).resolves.toBe(false);
    expect(process.env["PATH"]).toBe(tooNew);
  });
});

describe("clientsOnPath", () => {
  it("gives each client once, in the shell's order", () => {
    const first = clientThatExitsWith(0);
    const second = clientThatExitsWith(0);
    expect(clientsOnPath(`${first}:/nonexistent::${second}:${first}`)).toEqual([
      join(first, "docker"),
      join(second, "docker"),
    ]);
  });
});
