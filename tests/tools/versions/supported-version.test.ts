import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";
import { goVersion } from "@moco-sandbox/computer/go-toolchain";
import { engineVersion } from "@moco-sandbox/toolchain/engine-version";
import { parse } from "yaml";

import { images } from "../../../services/images";
import { readSupportedVersions } from "../../../tools/versions/supported-version";

const read = (path: string): string => readFileSync(join(repositoryRoot, path), "utf8");
const rows = readSupportedVersions(read("docs/supported-versions.md"));

/** Names of images as the page has them. */
const programs: Readonly<Record<string, string>> = {
  traefik: "Traefik",
  postgres: "PostgreSQL",
  redis: "Redis",
  n8n: "n8n",
};

function pinnedPackages(): readonly string[] {
  const { dependencies } = JSON.parse(read("package.json")) as {
    readonly dependencies: Readonly<Record<string, string>>;
  };
  return Object.entries(dependencies)
    .filter(([name]) => /^@(pulumi|muhlba91)\//.test(name))
    .map(([name, version]) => `${name} ${version}`);
}

function pinnedActions(): readonly string[] {
  const files = readdirSync(join(repositoryRoot, ".github"), { recursive: true, encoding: "utf8" });
  const uses = files
    .filter((file) => file.endsWith(".yaml"))
    .flatMap((file) => [...read(join(".github", file)).matchAll(/uses: ([^.\s]+)@\w+ # (\S+)/g)]);
  return [...new Set(uses.map(([, action = "", version = ""]) => `${action} ${version}`))];
}

function pinnedImages(): readonly string[] {
  return Object.entries(images).map(([name, image]) => {
    const [, version = ""] = /:v?([\d.]+)/.exec(image) ?? [];
    return `${programs[name] ?? name} ${version}`;
  });
}

function pinnedArtifacts(): readonly string[] {
  const { config } = parse(read("Pulumi.pm1.yaml")) as {
    readonly config: Readonly<
      Record<string, { cloudflared: { version: string }; guestImage: { url: string } }>
    >;
  };
  const { cloudflared, guestImage } = config["moco-infra:artifacts"] ?? {};
  const [, debian = ""] = /debian-(\d+)-/.exec(guestImage?.url ?? "") ?? [];
  return [`cloudflared ${cloudflared?.version ?? ""}`, `Debian, guests ${debian}`];
}

/** The page names a version as far as its support goes: 17 for 17.11. */
function isListed(pin: string): boolean {
  return rows.some(
    ({ what, version }) => pin === `${what} ${version}` || pin.startsWith(`${what} ${version}.`),
  );
}

describe("docs/supported-versions.md", () => {
  it("has every pin as it is", () => {
    const oldest = /\d+/.exec(
      (JSON.parse(read("package.json")) as { engines: { node: string } }).engines.node,
    );
    const pins = [
      `Node.js ${read(".node-version").trim()}`,
      `Node.js ${String(oldest)}`,
      `Pulumi CLI ${engineVersion}`,
      `Go, sandbox ${goVersion}`,
      ...pinnedPackages(),
      ...pinnedActions(),
      ...pinnedImages(),
      ...pinnedArtifacts(),
    ];
    expect(pins.filter((pin) => !isListed(pin))).toEqual([]);
    expect(rows).toHaveLength(pins.length);
  });

  it("has the same CLI as the workflows", () => {
    expect(read(".github/actions/prepare/action.yaml")).toContain(
      `pulumi-version: ${engineVersion}\n`,
    );
  });

  it("has a real day for each end, and for each look", () => {
    const days = rows.flatMap(({ until }) => (until === undefined ? [] : [until]));
    expect(days.map((day) => new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10))).toEqual(
      days,
    );
    expect(days.length).toBeGreaterThan(0);
    expect(read("docs/supported-versions.md").match(/\| \d{4}-\d{2}-\d{2} +\|$/gm)).toHaveLength(
      rows.length,
    );
  });
});

describe("readSupportedVersions", () => {
  it("reads tables of both kinds, and no others", () => {
    const page = `
| what    | version | until      | looked at  |
| ------- | ------- | ---------- | ---------- |
| Node.js | 24      | 2028-04-30 | 2026-11-21 |

| who | when |
| --- | ---- |
| me  | now  |

| what | version | rule       |
| ---- | ------- | ---------- |
| n8n  | 2.30.7  | the newest |
`;
    expect(readSupportedVersions(page)).toEqual([
      { what: "Node.js", version: "24", until: "2028-04-30" },
      { what: "n8n", version: "2.30.7" },
    ]);
  });
});
