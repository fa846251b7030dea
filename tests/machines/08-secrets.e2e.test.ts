import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import execa from "execa";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { ensureTools } from "@moco-sandbox/commands/tools";
import { guestContainer, nodeContainer, repositoryRoot, stateDirectory } from "@moco-sandbox/world";
import { docker, inContainer } from "@moco-sandbox/world/docker-command";

import { pulumi } from "./support/engine";

const guests = ["pm1-mgmt", "pm1-apps", "pm1-data"].map(guestContainer);

/** Every secret of pm1 in plain text, as the engine decrypts them. */
async function plantedSecrets(): Promise<Readonly<Record<string, string>>> {
  const tools = await ensureTools(() => undefined);
  const args = ["config", "--json", "--show-secrets", "--stack", "pm1"];
  const { stdout } = await execa(
    tools.executable,
    [...args, "--config-file", stackFilePath("pm1"), "--non-interactive"],
    { cwd: repositoryRoot, env: tools.environment, extendEnv: false },
  );
  const config = JSON.parse(stdout) as Record<string, { value?: string; secret: boolean }>;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([, { secret }]) => secret)
      // One line of a private key is enough to find it.
      .map(([key, { value = "" }]) => [
        key,
        value.split("\n").find((line) => /^[^-]{20,}/.test(line)) ?? value,
      ]),
  );
}

function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => statSync(path).size < 50_000_000);
}

describe("secrets", () => {
  let secrets: Readonly<Record<string, string>> = {};

  /** Names of the secrets that stand in a text. */
  const found = (text: string): readonly string[] =>
    Object.entries(secrets)
      .filter(([, value]) => text.includes(value))
      .map(([key]) => key);

  beforeAll(async () => {
    secrets = await plantedSecrets();
  });

  it("are there to be searched for", () => {
    expect(Object.keys(secrets).length).toBeGreaterThanOrEqual(7);
    for (const value of Object.values(secrets)) expect(value.length).toBeGreaterThanOrEqual(16);
  });

  it.each(["pulumi/backend", "config", "logs"])("are in no file below %s", (folder) => {
    const files = filesBelow(join(stateDirectory, folder));
    expect(files.length).toBeGreaterThan(0);
    expect(files.filter((file) => found(readFileSync(file, "latin1")).length > 0)).toEqual([]);
  });

  it("are in no preview, not even one that shows everything", async () => {
    const said = await pulumi("preview", "pm1", ["--diff", "--show-sames", "--show-reads"]);
    expect(found(said.output)).toEqual([]);
  });

  it("are in no docker inspect, on this machine and on every guest", async () => {
    for (const container of [...guests, nodeContainer("pm1")]) {
      expect(found(await docker(["inspect", container]))).toEqual([]);
    }
    for (const guest of guests) {
      const inner =
        "docker inspect $(docker ps -aq) $(docker network ls -q) $(docker volume ls -q) 2>/dev/null || true";
      expect(found(await inContainer(guest, ["sh", "-c", inner]))).toEqual([]);
    }
  });

  it("are in no process list, environment or journal of a guest", async () => {
    const look =
      "cat /proc/[0-9]*/cmdline /proc/[0-9]*/environ 2>/dev/null; journalctl --no-pager -q; docker ps -q | xargs -r -n1 docker logs 2>&1";
    for (const guest of guests) {
      expect(found(await inContainer(guest, ["sh", "-c", look]))).toEqual([]);
    }
  });

  it("lie on the guest in files that only their container's user can read", async () => {
    const list = await inContainer(guestContainer("pm1-apps"), [
      "sh",
      "-c",
      "find -L /opt/stacks -type f -path '*secrets*' -exec stat -c '%a %u' {} + | sort -u",
    ]);
    expect(list.split("\n")).toEqual(["400 1000"]);
  });
});
