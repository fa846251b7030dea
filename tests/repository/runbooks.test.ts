import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

const runbooks = [
  ...readdirSync(join(repositoryRoot, "docs/runbooks")).map((name) => `docs/runbooks/${name}`),
  ...readdirSync(join(repositoryRoot, "services"), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => `services/${name}/runbook.md`),
];

describe("runbooks", () => {
  const texts = runbooks.map((path) => [path, read(path)] as const);

  it.each(texts)("%s begins with what it is about", (_path, text) => {
    expect(text).toMatch(/^# .+\n\n\*\*What it is\.\*\* /);
  });

  it.each(texts)("%s links to pages that there are", (path, text) => {
    const folder = dirname(join(repositoryRoot, path));
    const pages = [...text.matchAll(/\]\(([^)#:]+)/g)].map(([, page = ""]) => page);
    expect(pages.filter((page) => !existsSync(join(folder, page)))).toEqual([]);
  });

  it.each(namedInSources())("%s is there, as %s says", (path) => {
    expect(existsSync(join(repositoryRoot, path))).toBe(true);
  });
});

function read(path: string): string {
  return readFileSync(join(repositoryRoot, path), "utf8");
}

/** Every runbook that a service names, by the file that names it. */
function namedInSources(): readonly (readonly [path: string, source: string])[] {
  return ["services", "components"].flatMap((folder) =>
    readdirSync(join(repositoryRoot, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .flatMap((name) =>
        [...read(`${folder}/${name}`).matchAll(/runbook: "([^"]+)"/g)].map(
          ([, path = ""]) => [path, `${folder}/${name}`] as const,
        ),
      ),
  );
}
