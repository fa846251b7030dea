import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";

import { type FactsFile, parseFacts } from "../../../../sandbox/providers/plugin/facts";
import { repositoryRoot } from "../../../../sandbox/world";
import { readSdkInputs } from "./sdk-inputs";

const folder = join(repositoryRoot, "sandbox", "providers", "facts");
const files = readdirSync(folder).filter((file) => file.endsWith(".json"));

describe.each(files.map((file) => [basename(file, ".json"), file]))(
  "facts of %s",
  (provider, file) => {
    const text = readFileSync(join(folder, file), "utf8");
    const { types } = JSON.parse(text) as FactsFile;

    it.each(Object.keys(types))("%s has the properties of the installed SDK", (token) => {
      const inputs = parseFacts(JSON.parse(text) as FactsFile)[token]?.inputs ?? {};
      const fromFacts = Object.entries(inputs).map(([name, { required }]) => [name, required]);
      expect(Object.fromEntries(fromFacts)).toEqual(readSdkInputs(provider, token));
    });
  },
);
