import type { Problem } from "../../model/basics/problem";
import { isSize, toMebibytes } from "../../model/basics/units";
import { type LimitsFact, limitsOf } from "../facts/service-facts";
import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const containerLimitsPresent: ResourceRule = {
  name: "container-limits-present",
  description:
    "Every container has a limit of CPU and memory, so that it cannot starve the others.",
  severity: "medium",
  remediationSteps: "Add limits with what the service needs at its busiest, and some to spare.",
  types: [resourceType.composeService],
  check: (resource) => limitsOf(resource).flatMap(({ path, value }) => checkLimits(path, value)),
};

function checkLimits(path: string, limits: LimitsFact | undefined): readonly Problem[] {
  const fix = 'Write it like { cpus: 0.5, memory: "512m" }.';
  if (limits === undefined) return [{ path, problem: "is missing", fix }];
  const { cpus, memory, pids } = limits;
  return [
    ...(cpus !== undefined && cpus > 0
      ? []
      : [
          {
            path: `${path}.cpus`,
            problem: "must be a share of cores above 0",
            got: shownValue(cpus),
            fix,
          },
        ]),
    ...(isSize(memory) && toMebibytes(memory) > 0
      ? []
      : [
          {
            path: `${path}.memory`,
            problem: "must be an amount of memory in m or g above 0",
            got: shownValue(memory),
            fix,
          },
        ]),
    ...(pids === undefined || pids >= 1
      ? []
      : [
          {
            path: `${path}.pids`,
            problem: "must be a number of processes above 0",
            got: shownValue(pids),
            fix: "Leave it out for the default of 512.",
          },
        ]),
  ];
}
