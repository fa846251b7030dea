import { existsSync, readdirSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";

import { refuse } from "../../model/basics/user-error";

/** Providers of the program; each is a plugin `pulumi-resource-<name>`. */
export const providers = ["cloudflare", "command", "docker", "proxmoxve"] as const;

/** Where a plugin is downloaded from that is not Pulumi's own. */
const servers: Readonly<Record<string, string>> = {
  proxmoxve: " --server github://api.github.com/muhlba91/pulumi-proxmoxve",
};

/** Folders with one plugin each, by provider. */
export type PluginFolders = Readonly<Record<string, string>>;

/**
 * Finds the plugins that `MOCO_CONTRACT_PLUGINS` names: those of a folder, or `installed`, which is what
 * `pulumi plugin install` keeps in Pulumi's home and what is on PATH.
 */
export function findRealPlugins(
  named: string,
  versionOf: (provider: string) => string,
): PluginFolders {
  const places = named === "installed" ? installedPlaces() : [named];
  const found = providers.map(
    (provider) => [provider, findOne(provider, versionOf(provider), places)] as const,
  );
  const missing = found.filter(([, folder]) => folder === undefined);
  refuse(
    "MOCO_CONTRACT_PLUGINS",
    missing.map(([provider]) => ({
      path: `pulumi-resource-${provider}`,
      problem: `is not there in version ${versionOf(provider)}`,
      got: named,
      fix:
        named === "installed"
          ? `Run "pulumi plugin install resource ${provider} ${versionOf(provider)}${servers[provider] ?? ""}".`
          : "Name a folder that holds all four.",
    })),
  );
  return Object.fromEntries(
    found.flatMap(([provider, folder]) => (folder === undefined ? [] : [[provider, folder]])),
  );
}

/** Either directly in the folder, or as Pulumi keeps them: a folder for each version. */
function findOne(provider: string, version: string, places: readonly string[]): string | undefined {
  return places
    .flatMap((place) => [join(place, `resource-${provider}-v${version}`), place])
    .find((folder) => existsSync(join(folder, `pulumi-resource-${provider}`)));
}

function installedPlaces(): readonly string[] {
  const home = process.env["PULUMI_HOME"] ?? join(homedir(), ".pulumi");
  const plugins = join(home, "plugins");
  const path = (process.env["PATH"] ?? "").split(delimiter);
  return [...(existsSync(plugins) && readdirSync(plugins).length > 0 ? [plugins] : []), ...path];
}
