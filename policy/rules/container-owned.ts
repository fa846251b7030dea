import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

/** All that the Docker provider has besides volumes and networks, and what to do instead. */
const refusals: readonly {
  readonly types: readonly string[];
  readonly problem: string;
  readonly fix: string;
}[] = [
  {
    types: [resourceType.dockerContainer, resourceType.swarmService],
    problem: "must not run a container by itself",
    fix: "Declare it in the containers of a ComposeService",
  },
  {
    types: [resourceType.swarmConfig],
    problem: "must not be configuration of a swarm, which no guest is in",
    fix: "Declare it in configFiles of a ComposeService's container",
  },
  {
    types: [resourceType.swarmSecret],
    problem: "must not be a secret of a swarm, which no guest is in",
    fix: "Declare it in the secrets of a ComposeService",
  },
  {
    types: [resourceType.dockerPlugin],
    problem: "must not run a plugin, which is root on its guest",
    fix: "Run the program in a container of a ComposeService",
  },
  {
    types: [
      resourceType.dockerBuilder,
      resourceType.dockerBuiltImage,
      resourceType.dockerPulledImage,
      resourceType.dockerPushedImage,
      resourceType.dockerImageTag,
    ],
    problem: "must not build or move an image by itself",
    fix: "Name a published image in a container of a ComposeService, whose release pulls it",
  },
];

export const containerOwned: ResourceRule = {
  name: "container-owned",
  description:
    "Containers and their images belong to a ComposeService, because only its containers are judged.",
  severity: "critical",
  remediationSteps: "Declare a service with the container, and place it on a guest.",
  types: refusals.flatMap(({ types }) => types),
  check: ({ type }) =>
    refusals
      .filter(({ types }) => types.includes(type))
      .map(({ problem, fix }) => ({
        path: "type",
        problem,
        got: shownValue(type),
        fix: `${fix}; docs/policies.md#container-owned says why.`,
      })),
};
