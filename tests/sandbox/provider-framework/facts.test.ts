import { readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { type FactsFile, parseFacts } from "../../../sandbox/provider-framework/facts";
import { readSdkInputs } from "./sdk-inputs";

/** By provider: where a workspace keeps what is published of it. */
const files = {
  cloudflare: "cloudflare/plugin/cloudflare.json",
  command: "toolchain/command/command.json",
  docker: "toolchain/docker/docker.json",
  proxmoxve: "proxmox/plugin/proxmoxve.json",
};

describe.each(Object.entries(files))("facts of %s", (provider, file) => {
  const text = readFileSync(join(repositoryRoot, "sandbox", file), "utf8");
  const { types } = JSON.parse(text) as FactsFile;

  it.each(Object.keys(types))("%s has the properties of the installed SDK", (token) => {
    const inputs = parseFacts(JSON.parse(text) as FactsFile)[token]?.inputs ?? {};
    const fromFacts = Object.entries(inputs).map(([name, { required }]) => [name, required]);
    expect(Object.fromEntries(fromFacts)).toEqual(readSdkInputs(provider, token));
  });
});
