import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";
import { parse, stringify } from "yaml";

import { checkAccountConfig } from "../../stacks/config/check-account-config";
import { checkLocationConfig } from "../../stacks/config/check-location-config";
import { plainValues } from "../../stacks/config/plain-values";
import type { LocationDefinition } from "../../stacks/plan/location-definition";
import { pm1 } from "../../stacks/pm1";
import { hostKeyPublic } from "../../stacks/config/stack-secret";
import { secretsOfAccount, secretsOfLocation } from "../../stacks/plan/stack-secrets";
import type { FlatResource } from "./fixtures/flat/flat-resource";
import { connectors, guests, node, servicesLocation } from "./fixtures/services/services-location";
import type { BenchProgram, StateResource } from "./preview-backend";

type Config = Readonly<Record<string, unknown>>;

const project = "moco-infra";
const preload = join(repositoryRoot, "tools", "runtime", "preload.cjs");

/** The account that locations ask for its policies. */
export function accountProgram(): BenchProgram {
  const config = configOf("account");
  const { value, problems } = checkAccountConfig(plainValues(config, project));
  if (value === undefined)
    throw new Error(`Pulumi.account.yaml cannot be read: ${JSON.stringify(problems)}`);
  return {
    stack: "account",
    directory: repositoryRoot,
    config,
    secrets: keys(secretsOfAccount(value)),
  };
}

/** pm1, the real program as it is. */
export function pm1Program(): BenchProgram {
  return { stack: "pm1", directory: repositoryRoot, ...locationConfig(pm1) };
}

/** A location of so many services on six guests. */
export function servicesProgram(
  count: number,
  folder: string,
  stackName = "services",
): BenchProgram {
  const stack = `${stackName}-${String(count)}`;
  return {
    stack,
    directory: projectFolder(folder, stack, "services"),
    ...locationConfig(servicesLocation(count), { guests, connectors, location: largeLocation() }),
    environment: { BENCH_SERVICES: String(count) },
  };
}

function largeLocation(): Config {
  const location = configOf("pm1")[`${project}:location`] as { readonly node: Config };
  return { ...location, node: { ...location.node, ...node } };
}

/** The same resources as on another program's stack, registered flat. */
export function flatProgram(
  recorded: BenchProgram,
  resources: readonly StateResource[],
  folder: string,
): BenchProgram {
  const stack = `flat-${recorded.stack}`;
  const directory = projectFolder(folder, stack, "flat");
  const list = join(directory, "resources.json");
  writeFileSync(list, JSON.stringify(flatResources(resources)), { mode: 0o600 });
  return { stack, directory, environment: { BENCH_LIST: list } };
}

/** What is not a component of a stack, in the order in which it was made. */
export function flatResources(resources: readonly StateResource[]): readonly FlatResource[] {
  const versions = new Map(
    resources
      .filter(({ type }) => type.startsWith("pulumi:providers:"))
      .map(({ urn, inputs }) => [urn, inputs?.["version"]]),
  );
  return resources
    .filter(({ custom, urn }) => custom && !nameOf(urn).startsWith("default"))
    .map(({ urn, type, inputs = {}, provider }): FlatResource => {
      const providerUrn = provider?.split("::").slice(0, -1).join("::") ?? urn;
      const version = versions.get(providerUrn);
      const providerName = nameOf(providerUrn);
      return {
        type,
        name: nameOf(urn),
        inputs: Object.fromEntries(
          Object.entries(inputs).filter(([key]) => key !== "version" && key !== "__defaults"),
        ),
        ...(provider === undefined || providerName.startsWith("default")
          ? {}
          : { provider: providerName }),
        ...(typeof version === "string" ? { version } : {}),
      };
    });
}

function nameOf(urn: string): string {
  return urn.split("::").slice(3).join("::");
}

function locationConfig(
  definition: LocationDefinition,
  different: Config = {},
): Pick<BenchProgram, "config" | "secrets"> {
  const config = { ...configOf("pm1"), ...prefixed(different) };
  const { value, problems } = checkLocationConfig("pm1", plainValues(config, project));
  if (value === undefined) {
    throw new Error(`Pulumi.pm1.yaml cannot be read: ${JSON.stringify(problems)}`);
  }
  const hostKeys = Object.keys(value.guests).map((guest) => [
    hostKeyPublic(guest),
    `ssh-ed25519 AAAA${guest.replace(/\W/g, "")}`,
  ]);
  return {
    config: { ...config, ...prefixed(Object.fromEntries(hostKeys) as Config) },
    secrets: keys(secretsOfLocation("pm1", value, definition)),
  };
}

/** A stack's configuration in the repository, with something in place of a fresh clone's placeholders. */
function configOf(stack: string): Config {
  const text = readFileSync(join(repositoryRoot, `Pulumi.${stack}.yaml`), "utf8")
    .replaceAll("0".repeat(32), "1".repeat(32))
    .replaceAll("example.com", "bench.test")
    // A stand-in takes no other address than this machine's.
    .replaceAll("teamName: example", "teamName: bench\n    apiUrl: http://127.0.0.1/client/v4")
    .replaceAll("replace-me", "bench");
  const { config } = parse(text) as { readonly config: Config };
  return Object.fromEntries(Object.entries(config).filter(([, value]) => !isEncrypted(value)));
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}

function keys(needs: readonly { readonly key: string }[]): readonly string[] {
  return needs.map(({ key }) => `${project}:${key}`);
}

function prefixed(values: Config): Config {
  return Object.fromEntries(
    Object.entries(values).map(([key, value]) => [`${project}:${key}`, value]),
  );
}

function projectFolder(folder: string, name: string, fixture: string): string {
  const directory = join(folder, name);
  mkdirSync(directory);
  writeFileSync(
    join(directory, "Pulumi.yaml"),
    stringify({
      name: project,
      runtime: {
        name: "nodejs",
        options: { typescript: false, nodeargs: `--require "${preload}"` },
      },
      main: join(__dirname, "fixtures", fixture, "index.ts"),
    }),
  );
  return directory;
}
