import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "../../sandbox/world";
import { locations } from "../../stacks/locations";

const folder = join(repositoryRoot, "docs/runbooks");

const services = Object.values(locations)
  .flatMap((location) => location.services)
  .flatMap(({ service }) => [service, ...Object.values(service.needs).map((need) => need.service)]);

describe("runbooks", () => {
  it.each(services.map(({ name, runbook }) => [name, runbook]))("%s has %s", (_name, runbook) => {
    expect(existsSync(join(folder, runbook))).toBe(true);
  });

  const texts = readdirSync(folder).map(
    (name) => [name, readFileSync(join(folder, name), "utf8")] as const,
  );

  it.each(texts)("%s begins with what it is about", (_name, text) => {
    expect(text).toMatch(/^# .+\n\n\*\*What it is\.\*\* /);
  });

  it.each(texts)("%s links to pages that there are", (_name, text) => {
    const pages = [...text.matchAll(/\]\(([^)#:]+)/g)].map(([, page = ""]) => page);
    expect(pages.filter((page) => !existsSync(join(folder, page)))).toEqual([]);
  });
});
