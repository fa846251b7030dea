import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { addressesOf } from "@moco-sandbox/commands/guest-connection";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { parse } from "yaml";

import { type GuestConnection, renderKnownHosts } from "../../components/host/host";

/** What is measured on: a guest of the sandbox; given to the fixture program as JSON in BENCH_WORLD. */
export interface BenchWorld {
  readonly guest: GuestConnection;
  readonly knownHosts: string;
  /** A small image that the guest can pull, by digest. */
  readonly redis: string;
}

interface StackFile {
  readonly config: { readonly "moco-infra:hostKeyPublic-pm1-apps": string };
}

/** Looks it all up where the sandbox has it. */
export function findBenchWorld(): BenchWorld {
  const { config } = parse(readFileSync(stackFilePath("pm1"), "utf8")) as StackFile;
  const guest = {
    host: addressesOf("pm1")["pm1-apps"] ?? "",
    port: 22,
    user: "ops",
    hostKey: config["moco-infra:hostKeyPublic-pm1-apps"],
  };
  const knownHosts = join(mkdtempSync(join(tmpdir(), "moco-bench-")), "known_hosts");
  writeFileSync(knownHosts, renderKnownHosts([guest]));
  const images = JSON.parse(
    readFileSync(join(stackFilePath("pm1"), "..", "..", "image-lock.json"), "utf8"),
  ) as Record<string, string>;
  const redis = images["redis"];
  if (redis === undefined) throw new Error("image lock: redis is missing. Run npm run sandbox.");
  return { guest, knownHosts, redis };
}
