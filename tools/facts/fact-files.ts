import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { FactsFile, UpstreamFile } from "@moco-sandbox/provider-framework/facts-file";

import { renderFacts } from "./render-facts";
import { openSdk } from "./sdk";

/** Facts files of the stand-ins; beside each is what was read of upstream by hand, `<provider>.upstream.json`. */
export const factFiles = [
  "sandbox/cloudflare/plugin/cloudflare.json",
  "sandbox/proxmox/plugin/proxmoxve.json",
  "sandbox/toolchain/command/command.json",
  "sandbox/toolchain/docker/docker.json",
] as const;

/** What upstream says, of the file beside a facts file. */
export function readUpstream(root: string, path: string): UpstreamFile {
  const upstream = join(root, path.replace(/\.json$/, ".upstream.json"));
  return JSON.parse(readFileSync(upstream, "utf8")) as UpstreamFile;
}

/** A facts file as it should be, by the SDK that is installed. */
export function wantedFacts(root: string, path: string): FactsFile {
  const upstream = readUpstream(root, path);
  return renderFacts(openSdk(join(root, "node_modules", upstream.package)), upstream);
}
