import { readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

/** Providers that touch only our own machines, so that the official plugin does as well as the stand-in. */
export const replaceableProviders: readonly string[] = ["command", "docker"];

const packages: Readonly<Record<string, string>> = { proxmoxve: "@muhlba91/pulumi-proxmoxve" };

/** The version of a provider that the installed SDK asks the engine for. */
export function providerVersion(name: string): string {
  const folder = join(repositoryRoot, "node_modules", packages[name] ?? `@pulumi/${name}`);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as {
    readonly version: string;
  };
  return version;
}
