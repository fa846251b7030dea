import { existsSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { provedBy } from "./support/proved-by";
import { hasBehaviour, importsOf, sourcesBelow } from "./support/source-files";

const layers = [
  "model",
  "services",
  "components",
  "policy",
  "stacks",
  "cli",
  "tools/contract",
  "tools/stacks",
  "tools/test",
  "sandbox/commands",
];

const files = layers.flatMap(sourcesBelow).filter(hasBehaviour);

/** The test in the same place, where there is one. */
function ownTest(file: string): string | undefined {
  const test = `tests/${file.replace(/\.ts$/, "")}`;
  return [`${test}.test.ts`, `${test}.e2e.test.ts`].find((path) =>
    existsSync(join(repositoryRoot, path)),
  );
}

describe("sources with behaviour", () => {
  it.each(layers)("are found in %s", (layer) => {
    expect(files.filter((file) => file.startsWith(`${layer}/`))).not.toEqual([]);
  });

  it("have a test in the same place under tests/, or another one that is named", () => {
    expect(files.filter((file) => ownTest(file) === undefined && !(file in provedBy))).toEqual([]);
  });
});

describe("sources without a test of their own", () => {
  it.each(Object.entries(provedBy))("%s is run by %s", (file, test) => {
    expect(importsOf(`tests/${test}.ts`)).toContain(file);
  });

  it("are there, and have none", () => {
    const gone = Object.keys(provedBy).filter((file) => !files.includes(file) || ownTest(file));
    expect(gone).toEqual([]);
  });
});
