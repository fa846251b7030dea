import * as docker from "@pulumi/docker";

import { resourceType } from "../../../policy/facts/resource-type";
import { containerOwned } from "../../../policy/rules/container-owned";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

const container =
  "must not run a container by itself|Declare it in the containers of a ComposeService";
const image =
  "must not build or move an image by itself|Name a published image in a container of a ComposeService, whose release pulls it";

const refused = [
  [resourceType.dockerContainer, "Container", container],
  [resourceType.swarmService, "Service", container],
  [
    resourceType.swarmConfig,
    "ServiceConfig",
    "must not be configuration of a swarm, which no guest is in|Declare it in configFiles of a ComposeService's container",
  ],
  [
    resourceType.swarmSecret,
    "Secret",
    "must not be a secret of a swarm, which no guest is in|Declare it in the secrets of a ComposeService",
  ],
  [
    resourceType.dockerPlugin,
    "Plugin",
    "must not run a plugin, which is root on its guest|Run the program in a container of a ComposeService",
  ],
  [resourceType.dockerBuilder, "BuildxBuilder", image],
  [resourceType.dockerBuiltImage, "Image", image],
  [resourceType.dockerPulledImage, "RemoteImage", image],
  [resourceType.dockerPushedImage, "RegistryImage", image],
  [resourceType.dockerImageTag, "Tag", image],
] as const;

const allowed = [resourceType.dockerVolume, "docker:index/network:Network"];

describe("containerOwned", () => {
  it("accepts a ComposeService and what it makes with the Docker provider", () => {
    const parent = aComposeService(aPlacedService());
    const made = allowed.map((type) => aResource(type, {}, { parent }));
    expect(violationsOf(containerOwned, parent, ...made)).toEqual([]);
  });

  it.each(refused)("refuses %s", (type, kind, said) => {
    const [problem = "", fix = ""] = said.split("|");
    // Unknown values change nothing: that it is there is refused.
    expect(violationsOf(containerOwned, aResource(type, { image: unknownText }))).toEqual([
      `${kind} "n8n": type ${problem}, got "${type}". ${fix}; docs/policies.md#container-owned says why.`,
    ]);
  });

  it("refuses one inside of a ComposeService too: its facts do not tell of it", () => {
    const parent = aComposeService(aPlacedService());
    const inside = aResource(resourceType.dockerContainer, {}, { parent, name: "redis" });
    expect(violationsOf(containerOwned, parent, inside)).toEqual([
      'Container "redis": type must not run a container by itself, got "docker:index/container:Container". Declare it in the containers of a ComposeService; docs/policies.md#container-owned says why.',
    ]);
  });

  it("has an opinion on every resource of the Docker provider", () => {
    const types = Object.values(docker as Readonly<Record<string, unknown>>)
      .map((value) => (value as { readonly __pulumiType?: string }).__pulumiType)
      .filter((type) => type?.startsWith("docker:"));
    expect(types.sort()).toEqual([...refused.map(([type]) => type), ...allowed].sort());
  });
});
