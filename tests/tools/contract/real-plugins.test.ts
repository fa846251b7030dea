import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { findRealPlugins, providers } from "../../../tools/contract/real-plugins";

describe("findRealPlugins", () => {
  const versionOf = (provider: string): string => `1.0.${String(provider.length)}`;
  let folder: string;
  const before = { ...process.env };

  const place = (...path: readonly string[]): string => {
    const into = join(folder, ...path.slice(0, -1));
    mkdirSync(into, { recursive: true });
    writeFileSync(join(into, path.at(-1)!), "");
    return into;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moco-plugins-"));
  });

  afterEach(() => {
    process.env = { ...before };
    rmSync(folder, { recursive: true });
  });

  it("takes them out of one folder", () => {
    for (const provider of providers) place(`pulumi-resource-${provider}`);
    expect(findRealPlugins(folder, versionOf)).toEqual({
      cloudflare: folder,
      command: folder,
      docker: folder,
      proxmoxve: folder,
    });
  });

  it("takes the installed ones: Pulumi's own before those on PATH, in the very version", () => {
    process.env["PULUMI_HOME"] = join(folder, "home");
    process.env["PATH"] = join(folder, "bin");
    const plugins = ["home", "plugins"];
    place(...plugins, "resource-command-v0.9.0", "pulumi-resource-command");
    const own = place(...plugins, "resource-command-v1.0.7", "pulumi-resource-command");
    for (const provider of providers) place("bin", `pulumi-resource-${provider}`);
    const bin = join(folder, "bin");
    expect(findRealPlugins("installed", versionOf)).toEqual({
      ...{ cloudflare: bin, command: own, docker: bin, proxmoxve: bin },
    });
  });

  it("names all that are missing, and how to get them", () => {
    process.env["PULUMI_HOME"] = join(folder, "home");
    process.env["PATH"] = "";
    place("home", "plugins", "resource-docker-v1.0.6", "pulumi-resource-docker");
    place("home", "plugins", "resource-command-v1.0.7", "pulumi-resource-command");
    expect(() => findRealPlugins("installed", versionOf)).toThrow(`MOCO_CONTRACT_PLUGINS: 2 problems
  pulumi-resource-cloudflare is not there in version 1.0.10, got installed. Run "pulumi plugin install resource cloudflare 1.0.10".
  pulumi-resource-proxmoxve is not there in version 1.0.9, got installed. Run "pulumi plugin install resource proxmoxve 1.0.9 --server github://api.github.com/muhlba91/pulumi-proxmoxve".`);
  });
});
