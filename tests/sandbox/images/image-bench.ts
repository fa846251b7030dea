import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import { namePrefix, ownLabel } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";

const label = `${ownLabel}=true`;

/** A network of our own with containers on it that are run as a release runs them. */
export class ImageBench {
  readonly network: string;
  folder = "";
  readonly #containers: string[] = [];
  readonly #volumes: string[] = [];

  /** @param name - Begins the names of everything on it: every test file has its own. */
  constructor(name: string) {
    this.network = `${namePrefix}-test-${name}`;
  }

  async open(): Promise<void> {
    this.folder = mkdtempSync(join(tmpdir(), "images-"));
    // Traefik reads its files as a user of its own.
    chmodSync(this.folder, 0o755);
    await docker(["network", "create", "--label", label, this.network]);
  }

  async close(): Promise<void> {
    rmSync(this.folder, { recursive: true, force: true });
    for (const name of this.#containers.splice(0)) await docker(["rm", "--force", "-v", name]);
    for (const name of this.#volumes.splice(0)) await docker(["volume", "rm", name]);
    if ((await inspect("network", this.network, "{{.Id}}")) !== undefined) {
      await docker(["network", "rm", this.network]);
    }
  }

  /** Starts a container without rights and with a read-only root, reachable by its short name. */
  async start(
    name: string,
    args: readonly string[],
    image: string,
    ...command: string[]
  ): Promise<string> {
    const container = `${this.network}-${name}`;
    await docker([
      ...["run", "--detach", "--name", container, "--label", label],
      ...["--network", this.network, "--network-alias", name],
      ...["--read-only", "--cap-drop=ALL", "--security-opt=no-new-privileges"],
      ...args,
      image,
      ...command,
    ]);
    this.#containers.push(container);
    return container;
  }

  async volume(name: string): Promise<string> {
    const volume = `${this.network}-${name}`;
    await docker(["volume", "create", "--label", label, volume]);
    this.#volumes.push(volume);
    return volume;
  }

  /** A volume with one file that only this user of a container can read, as secrets are delivered. */
  async secretVolume(name: string, value: string, owner: string, image: string): Promise<string> {
    const volume = await this.volume(name);
    const script = `cat >/secrets/value && chown ${owner} /secrets/value && chmod 400 /secrets/value`;
    await docker(
      [
        ...["run", "--rm", "--interactive", "--label", label, "--network=none", "--user=0"],
        ...["--volume", `${volume}:/secrets`, "--entrypoint=sh", image, "-c", script],
      ],
      value,
    );
    return volume;
  }

  /** A configuration file on this machine. */
  file(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text, { mode: 0o644 });
    return path;
  }

  /** Port on loopback that the container's port is published at. */
  async publishedPort(container: string, port: number): Promise<number> {
    const address = await docker(["port", container, `${String(port)}/tcp`]);
    return Number(address.slice(address.lastIndexOf(":") + 1));
  }
}

/** Status of a request to loopback. */
export function statusOf(
  port: number,
  path: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: "127.0.0.1", port, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.once("error", reject);
    asked.end();
  });
}

/** Waits until this does not fail and gives true. */
export async function until(check: () => Promise<boolean>, seconds: number): Promise<void> {
  let words = "it said no";
  const end = Date.now() + seconds * 1_000;
  while (Date.now() < end) {
    try {
      if (await check()) return;
    } catch (error) {
      words = String(error);
    }
    await sleep(250);
  }
  throw new Error(`not within ${String(seconds)} s: ${words}`);
}
