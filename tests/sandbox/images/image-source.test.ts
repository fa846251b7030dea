import { readFileSync } from "node:fs";
import { join } from "node:path";

import { folderOf, machineSources, serviceSources } from "../../../sandbox/images/image-source";
import { images } from "../../../services/images";

const all = { ...machineSources, ...serviceSources };

function dockerfileOf(name: keyof typeof all): string {
  return readFileSync(join(folderOf(all[name]), "Dockerfile"), "utf8");
}

describe("serviceSources", () => {
  it("has one source for every line of the image lock", () => {
    expect(Object.keys(serviceSources).sort()).toEqual(Object.keys(images).sort());
  });

  it.each(Object.keys(images) as (keyof typeof images)[])(
    "calls %s what the image lock calls it",
    (name) => {
      const repository = (reference: string): string => reference.replace(/:[^/]*$/, "");
      expect(repository(serviceSources[name].reference)).toBe(
        repository(images[name].replace(/@.*/, "")),
      );
    },
  );

  it.each([
    ["n8n", "USER 1000:1000", "EXPOSE 5678", 'VOLUME ["/home/node/.n8n"]'],
    ["postgres", "--uid 70", "EXPOSE 5432", 'VOLUME ["/var/lib/postgresql/data"]'],
    ["redis", "USER 999:1000", "EXPOSE 6379", 'VOLUME ["/data"]'],
    ["traefik", "EXPOSE 80"],
  ] as const)("gives %s upstream's user, port and volume", (name, ...facts) => {
    for (const fact of facts) expect(dockerfileOf(name)).toContain(fact);
  });

  it("puts wget into images whose health check is a request", () => {
    expect(dockerfileOf("n8n")).toContain("wget");
  });
});

describe("machineSources", () => {
  it.each(Object.keys(all) as (keyof typeof all)[])("builds %s on the base it is given", (name) => {
    expect(dockerfileOf(name)).toMatch(/^ARG BASE\nFROM \$\{BASE\}$/m);
  });

  it("has no Docker settings in the guest, and no Docker running before its first boot", () => {
    const dockerfile = dockerfileOf("guest");
    expect(dockerfile).not.toContain("daemon.json");
    expect(dockerfile).toContain("systemctl disable docker.service docker.socket");
  });
});
