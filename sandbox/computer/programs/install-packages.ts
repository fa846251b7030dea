import execa from "execa";
import type { Report } from "@moco-sandbox/world/report";

let turn: Promise<unknown> = Promise.resolve();

/** Installs Debian packages, saying so; one call after the other, for apt takes no two at a time. */
export function installPackages(names: readonly string[], report: Report): Promise<void> {
  const installed = turn.then(() => install(names, report));
  turn = installed.catch(() => undefined);
  return installed;
}

async function install(names: readonly string[], report: Report): Promise<void> {
  report(`installing ${names.join(", ")} with apt-get`);
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const args = [
    "-o",
    "DPkg::Lock::Timeout=300",
    "install",
    "--yes",
    "--no-install-recommends",
    ...names,
  ];
  // Package lists may be missing or older than what the mirror has.
  await execa("apt-get", ["update", "-qq"], { env, reject: false });
  const { exitCode, all } = await execa("apt-get", args, { env, all: true, reject: false });
  if (exitCode !== 0) {
    throw new Error(`apt-get install ${names.join(" ")} failed:\n${lastLines(all)}`);
  }
}

function lastLines(text: string | undefined): string {
  return (text ?? "").split("\n").slice(-15).join("\n");
}
