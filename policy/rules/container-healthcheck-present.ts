import type { Problem } from "../../model/basics/problem";
import { type HealthcheckFact, healthchecksOf } from "../facts/service-facts";
import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const containerHealthcheckPresent: ResourceRule = {
  name: "container-healthcheck-present",
  description: "Every container says how Docker finds out that it does its work.",
  severity: "high",
  remediationSteps:
    "Add a health check that asks the program itself, with httpHealthcheck, tcpHealthcheck or commandHealthcheck.",
  types: [resourceType.composeService],
  check: (resource) =>
    healthchecksOf(resource).flatMap(({ path, value }) => checkHealthcheck(path, value)),
};

/** Commands that succeed whatever the program does. */
const alwaysHealthy = /^((\/bin\/)?(ba)?sh -c )?(exit 0|:|true|\/bin\/true|\/usr\/bin\/true)$/;

const kinds = ["http", "tcp", "command"];

function checkHealthcheck(
  path: string,
  healthcheck: HealthcheckFact | undefined,
): readonly Problem[] {
  const fix = "Use httpHealthcheck, tcpHealthcheck or commandHealthcheck.";
  if (healthcheck === undefined) return [{ path, problem: "is missing", fix }];
  const { kind, command, retries } = healthcheck;
  if (!kinds.includes(kind)) {
    const problem = `must be one of ${kinds.join(", ")}`;
    return [{ path: `${path}.kind`, problem, got: shownValue(kind), fix }];
  }
  const words = (command ?? []).join(" ").trim();
  if (kind === "command" && (words === "" || alwaysHealthy.test(words))) {
    const problem = "must be a command that can fail";
    return [{ path: `${path}.command`, problem, got: shownValue(words), fix }];
  }
  if (!(retries >= 1)) {
    return [
      {
        path: `${path}.retries`,
        problem: "must be at least 1",
        got: shownValue(retries),
        fix: "Leave it out for the default of 3.",
      },
    ];
  }
  return [];
}
