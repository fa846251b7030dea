import { readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { images } from "../../services/images";

interface Manager {
  readonly managerFilePatterns: readonly string[];
  readonly matchStrings: readonly string[];
}

const read = (path: string): string => readFileSync(join(repositoryRoot, path), "utf8");

const { customManagers } = JSON.parse(read("renovate.json")) as {
  readonly customManagers: readonly Manager[];
};

/** What the managers of a file find in it: name and version. */
function foundIn(path: string): readonly string[] {
  return customManagers
    .filter(({ managerFilePatterns }) =>
      managerFilePatterns.some((pattern) => new RegExp(pattern.slice(1, -1)).test(path)),
    )
    .flatMap(({ matchStrings }) => matchStrings)
    .flatMap((pattern) => [...read(path).matchAll(new RegExp(pattern, "g"))])
    .map(({ groups = {} }) =>
      [groups["depName"], groups["currentValue"], groups["currentDigest"]].join(" "),
    );
}

describe("renovate.json", () => {
  it("finds every image of the lock, with its digest", () => {
    const locked = Object.values(images).map((reference) =>
      reference.replace(/[:@](?!\w+$)/g, " "),
    );
    expect(foundIn("services/images.ts")).toEqual(locked);
  });

  it("finds the programs that are fetched where they are used", () => {
    expect(foundIn(".github/workflows/renovate.yaml")).toEqual([
      expect.stringMatching(/^renovate \d+\.\d+\.\d+ $/),
    ]);
    const wrangler = foundIn("docs/delivery.md");
    expect(wrangler.length).toBeGreaterThan(0);
    expect(new Set(wrangler).size).toBe(1);
  });
});
