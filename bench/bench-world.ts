import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";
import { parse } from "yaml";
import { addressesOf } from "@moco-sandbox/commands/guest-connection";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import type { PulumiEngine } from "@moco-sandbox/toolchain/run-pulumi";
import { repositoryRoot } from "@moco-sandbox/world";

import { type GuestConnection, renderKnownHosts } from "../components/host/host";

/** What the fixture programs have to know; given to them as JSON in BENCH_WORLD. */
export interface BenchWorld {
  readonly proxmox: { readonly endpoint: string; readonly node: string; readonly token: string };
  readonly cloudflare: {
    readonly apiUrl: string;
    readonly zoneId: string;
    readonly zone: string;
    readonly token: string;
  };
  readonly guest: GuestConnection;
  readonly knownHosts: string;
  /** A small image that the guest can pull, by digest. */
  readonly redis: string;
}

interface StackFile {
  readonly config: {
    readonly "moco-infra:hostKeyPublic-pm1-apps": string;
    readonly "moco-infra:location": { readonly node: { endpoint: string; name: string } };
    readonly "moco-infra:cloudflare": {
      apiUrl: string;
      zones: { main: { id: string; name: string } };
    };
  };
}

/** Looks it all up where the sandbox has it. */
export async function findBenchWorld(engine: PulumiEngine): Promise<BenchWorld> {
  const { config } = parse(readFileSync(stackFilePath("pm1"), "utf8")) as StackFile;
  const { node } = config["moco-infra:location"];
  const { apiUrl, zones } = config["moco-infra:cloudflare"];
  const { id: zoneId, name: zone } = zones.main;
  const guest = {
    host: addressesOf("pm1")["pm1-apps"] ?? "",
    port: 22,
    user: "ops",
    hostKey: config["moco-infra:hostKeyPublic-pm1-apps"],
  };
  // Of its own: every preview writes the program's anew.
  const knownHosts = join(mkdtempSync(join(tmpdir(), "moco-bench-")), "known_hosts");
  writeFileSync(knownHosts, renderKnownHosts([guest]));
  const images = JSON.parse(
    readFileSync(join(stackFilePath("pm1"), "..", "..", "image-lock.json"), "utf8"),
  ) as Record<string, string>;
  const redis = images["redis"];
  if (redis === undefined) throw new Error("image lock: redis is missing. Run npm run sandbox.");
  return {
    proxmox: {
      endpoint: node.endpoint,
      node: node.name,
      token: await secretOf(engine, "proxmoxToken"),
    },
    cloudflare: { apiUrl, zoneId, zone, token: await secretOf(engine, "cloudflareToken") },
    guest,
    knownHosts,
    redis,
  };
}

async function secretOf(engine: PulumiEngine, key: string): Promise<string> {
  const { stdout } = await execa(
    engine.executable,
    ["config", "get", key, "--stack", "pm1", "--config-file", stackFilePath("pm1")],
    { cwd: repositoryRoot, env: engine.environment, extendEnv: false, stdin: "ignore" },
  );
  return stdout.trim();
}
