import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { ensurePrograms } from "@moco-sandbox/computer/ensure-programs";
import { installPackages } from "@moco-sandbox/computer/install-packages";
import { cacheDirectory, images, ownLabel } from "@moco-sandbox/world";
import { docker, inspect } from "@moco-sandbox/world/docker-command";
import type { Report } from "@moco-sandbox/world/report";
import { runLogged } from "@moco-sandbox/world/run-logged";

const options = [
  "--variant=minbase",
  "--include=ca-certificates",
  '--aptopt=Acquire::Languages "none"',
  '--aptopt=APT::Install-Recommends "false"',
  "--dpkgopt=path-exclude=/usr/share/man/*",
  "--dpkgopt=path-exclude=/usr/share/doc/*",
  "--dpkgopt=path-include=/usr/share/doc/*/copyright",
  "--dpkgopt=path-exclude=/usr/share/locale/*",
  // Nothing is started while an image is built.
  '--customize-hook=printf "#!/bin/sh\\nexit 101\\n" > "$1/usr/sbin/policy-rc.d"; chmod 755 "$1/usr/sbin/policy-rc.d"',
  '--customize-hook=rm -rf "$1"/var/lib/apt/lists/* "$1"/var/cache/apt/* "$1"/var/log/*.log "$1"/var/log/apt',
];

const suite = "trixie";

/** Debian 13 and nothing else, bootstrapped from the mirror that this machine uses; gives its name. */
export async function ensureBaseImage(report: Report): Promise<string> {
  const hash = createHash("sha256")
    .update(JSON.stringify([options, suite]))
    .digest("hex");
  const image = `${images.base}:${hash.slice(0, 12)}`;
  if ((await inspect("image", image, "{{.Id}}")) !== undefined) return image;
  await ensurePrograms(["mmdebstrap"], "image base", report);
  const keyring = await ensureKeyring(report);
  const archive = join(cacheDirectory, `base-${String(process.pid)}.tar`);
  const sources = join(cacheDirectory, `base-${String(process.pid)}.list`);
  try {
    mkdirSync(cacheDirectory, { recursive: true });
    writeFileSync(sources, `deb ${debianMirror()} ${suite} main\n`);
    report(`bootstrapping Debian ${suite}`);
    await runLogged("mmdebstrap", [...options, ...keyring, suite, archive, sources], {
      log: "build-base",
      report,
    });
    await docker(["import", "--change", `LABEL ${ownLabel}=true`, archive, image]);
  } finally {
    rmSync(archive, { force: true });
    rmSync(sources, { force: true });
  }
  return image;
}

/** Ubuntu does not trust Debian's keys by itself, and may have them as a package only. */
async function ensureKeyring(report: Report): Promise<readonly string[]> {
  const isUbuntu = existsSync("/etc/os-release")
    ? /^ID=ubuntu/m.test(readFileSync("/etc/os-release", "utf8"))
    : false;
  if (!isUbuntu) return [];
  const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
  if (!existsSync(keyring)) await installPackages(["debian-archive-keyring"], report);
  return [`--keyring=${keyring}`];
}

/** The mirror of this machine's own Debian; Debian's own where it has none. */
function debianMirror(): string {
  for (const path of ["/etc/apt/sources.list.d/debian.sources", "/etc/apt/sources.list"]) {
    if (!existsSync(path)) continue;
    const found = /^(?:URIs:|deb(?: \[[^\]]*\])?)\s+(https?:\/\/\S+\/debian)\/?(?:\s|$)/m.exec(
      readFileSync(path, "utf8"),
    )?.[1];
    if (found !== undefined) return found;
  }
  return "http://deb.debian.org/debian";
}
