import { existsSync, readFileSync } from "node:fs";

import type { Report } from "@moco-sandbox/world/report";

import { findOnPath } from "./find-on-path";
import { installPackages } from "./install-packages";
import { isDebianLike } from "./is-debian-like";

/** Programs that a fresh machine may lack, each with its package on Debian and Ubuntu. */
const packages = {
  chromium: "chromium",
  curl: "curl",
  mmdebstrap: "mmdebstrap",
  python3: "python3",
  shellcheck: "shellcheck",
  ssh: "openssh-client",
  "ssh-add": "openssh-client",
  "ssh-agent": "openssh-client",
  "ssh-keygen": "openssh-client",
  "systemd-analyze": "systemd",
} as const;

/** Name of a program that can be installed. */
export type Program = keyof typeof packages;

/** Makes sure that these programs are there: installed where this user may, else the error says how. */
export async function ensurePrograms(
  programs: readonly Program[],
  purpose: string,
  report: Report,
): Promise<void> {
  const missing = programs.filter((program) => findOnPath(program) === undefined);
  if (missing.length === 0) return;
  const osRelease = existsSync("/etc/os-release") ? readFileSync("/etc/os-release", "utf8") : "";
  const advice = missingPrograms(missing, purpose, {
    isRoot: process.getuid?.() === 0,
    isDebianLike: isDebianLike(osRelease),
  });
  if (advice !== undefined) throw new Error(advice);
  await installPackages(packagesOf(missing), report);
}

/** What to tell whoever cannot install programs; `undefined` for root on Debian or Ubuntu. */
export function missingPrograms(
  missing: readonly Program[],
  purpose: string,
  machine: { readonly isRoot: boolean; readonly isDebianLike: boolean },
): string | undefined {
  if (machine.isRoot && machine.isDebianLike) return undefined;
  const names = packagesOf(missing).join(" ");
  const way = machine.isDebianLike
    ? `Run "sudo apt-get install ${names}"`
    : `Install what Debian has as ${names}`;
  return `${purpose}: needs ${missing.join(", ")}, got none. ${way} and run again.`;
}

function packagesOf(programs: readonly Program[]): readonly string[] {
  return [...new Set(programs.map((program) => packages[program]))];
}
