import { readFileSync } from "node:fs";
import { join } from "node:path";

import { renderHealthTest } from "../../../components/compose-service/health-test";
import { traefikService } from "../../../components/traefik-proxy/traefik-service";
import { serviceSources } from "../../../sandbox/images/image-source";
import { folderOf, type ImageSource } from "../../../sandbox/images/image-to-build";
import { machineSources } from "../../../sandbox/images/machine-sources";
import { images } from "../../../services/images";
import { n8n } from "../../../services/n8n/n8n";

const recipes = Object.values(serviceSources).flatMap(({ recipe }) => recipe ?? []);

function dockerfileOf(source: ImageSource): string {
  return readFileSync(join(folderOf(source), "Dockerfile"), "utf8");
}

describe("serviceSources", () => {
  it("has one source for every line of the image lock", () => {
    expect(Object.keys(serviceSources).sort()).toEqual(Object.keys(images).sort());
  });

  it("says which recipes build another version than production's, under its name", () => {
    const others = Object.entries(serviceSources).flatMap(([name, { recipe }]) =>
      recipe?.reference === undefined ? [] : [[name, recipe.reference]],
    );
    expect(others).toEqual([
      ["postgres", "docker.io/library/postgres:17"],
      ["redis", "docker.io/library/redis:8"],
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

  it("has a stand-in for n8n that its health check finds healthy", () => {
    const { n8n: container } = n8n.containers;
    expect(container?.healthcheck).toMatchObject({
      kind: "http",
      port: 5678,
      paths: ["/healthz/readiness", "/rest/settings"],
    });
    expect(serviceSources.n8n.standIn).toEqual({
      ports: [5678],
      healthy: ["/healthz/readiness", "/rest/settings"],
      user: container?.user,
      volumes: Object.keys(container?.mounts ?? {}),
    });
  });

  it("has a stand-in for Traefik with its health check's program, at the proxy's port", () => {
    const { containers, ports } = traefikService({
      location: "pm1",
      guest: "pm1-apps",
      address: "10.50.0.70",
      image: images.traefik,
      routes: [],
      networks: [],
      connectors: [],
    });
    expect(serviceSources.traefik.standIn).toEqual({
      ports: [80, ports[0]?.containerPort],
      healthy: ["/ping"],
      program: renderHealthTest(containers["traefik"]!.healthcheck)[1],
    });
  });

  it("has none for databases", () => {
    expect([serviceSources.postgres.standIn, serviceSources.redis.standIn]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe("machineSources", () => {
  it.each([...Object.values(machineSources), ...recipes])(
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
