import { readFileSync } from "node:fs";
import { join } from "node:path";

import { recipes } from "../../../sandbox/images/recipes";
import { folderOf, type ImageSource } from "../../../sandbox/images/image-to-build";
import { machineSources } from "../../../sandbox/images/machine-sources";
import { images } from "../../../services/images";

function dockerfileOf(source: ImageSource): string {
  return readFileSync(join(folderOf(source), "Dockerfile"), "utf8");
}

describe("recipes", () => {
  it("say which build another version than production's, under its name", () => {
    const others = Object.entries(recipes).map(([name, { reference }]) => [name, reference]);
    expect(others).toEqual([
      ["n8n", undefined],
      ["postgres", "docker.io/library/postgres:17"],
      ["redis", "docker.io/library/redis:8"],
      ["traefik", undefined],
    ]);
  });

  it.each([
    ["n8n", "USER 1000:1000", "EXPOSE 5678", 'VOLUME ["/home/node/.n8n"]'],
    ["postgres", "--uid 70", "EXPOSE 5432", 'VOLUME ["/var/lib/postgresql/data"]'],
    ["redis", "USER 999:1000", "EXPOSE 6379", 'VOLUME ["/data"]'],
    ["traefik", "EXPOSE 80"],
  ] as const)("gives %s upstream's user, port and volume", (name, ...facts) => {
    for (const fact of facts) expect(dockerfileOf({ name })).toContain(fact);
  });

  it("puts wget into images whose health check is a request", () => {
    expect(dockerfileOf({ name: "n8n" })).toContain("wget");
  });

  it("builds n8n and Traefik as production runs them", () => {
    const versionOf = (reference: string): string | undefined =>
      /:v?([\d.]+)@/.exec(reference)?.[1];
    const manifest = JSON.parse(
      readFileSync(join(folderOf({ name: "n8n" }), "package.json"), "utf8"),
    ) as { readonly dependencies: unknown };
    expect(manifest.dependencies).toEqual({ n8n: versionOf(images.n8n) });
    expect(readFileSync(join(folderOf({ name: "traefik" }), "go.mod"), "utf8")).toContain(
      `\nrequire github.com/traefik/traefik/v3 v${String(versionOf(images.traefik))}\n`,
    );
  });

  it("locks n8n's dependencies without naming a registry", () => {
    const lock = readFileSync(join(folderOf({ name: "n8n" }), "package-lock.json"), "utf8");
    expect(lock).toContain('"integrity": "sha512-');
    expect(lock).not.toContain('"resolved"');
  });
});

describe("machineSources", () => {
  it.each([...Object.values(machineSources), ...Object.values(recipes)])(
    "builds $name on the base it is given",
    (source) => {
      expect(dockerfileOf(source)).toMatch(/^ARG BASE\nFROM \$\{BASE\}$/m);
    },
  );

  it("has no Docker settings in the guest, and no Docker running before its first boot", () => {
    const dockerfile = dockerfileOf(machineSources.guest);
    expect(dockerfile).not.toContain("daemon.json");
    expect(dockerfile).toContain("systemctl disable docker.service docker.socket");
  });
});
