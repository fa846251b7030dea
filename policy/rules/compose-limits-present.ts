import { z } from "zod";

import type { Problem } from "../../model/basics/problem";
import { containersOf } from "../facts";
import { quote } from "../quote";
import { resourceType } from "../resource-type";
import type { ResourceRule } from "../rule";

export const composeLimitsPresent: ResourceRule = {
  name: "compose-limits-present",
  description:
    "Every container has a limit of CPU and memory, so that it cannot starve the others.",
  severity: "medium",
  remediationSteps: "Add limits with what the service needs at its busiest, and some to spare.",
  types: [resourceType.composeService],
  check: (resource) =>
    containersOf(resource, container).flatMap(({ path, facts }) =>
      checkLimits(`${path}.limits`, facts.limits),
    ),
};

const container = z.object({
  limits: z
    .object({
      cpus: z.number().optional(),
      memory: z.string().optional(),
      pids: z.number().optional(),
    })
    .optional(),
});

type LimitsFact = z.output<typeof container>["limits"];

function checkLimits(path: string, limits: LimitsFact): readonly Problem[] {
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
            got: quote(cpus),
            fix,
          },
        ]),
    ...(memory !== undefined && /^\d+[mg]$/.test(memory) && !/^0+[mg]$/.test(memory)
      ? []
      : [
          {
            path: `${path}.memory`,
            problem: "must be an amount of memory in m or g above 0",
            got: quote(memory),
            fix,
          },
        ]),
    ...(pids === undefined || pids >= 1
      ? []
      : [
          {
            path: `${path}.pids`,
            problem: "must be a number of processes above 0",
            got: quote(pids),
            fix: "Leave it out for the default of 512.",
          },
        ]),
  ];
}
