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
    "Add a health check that asks the program itself, with httpHealthcheck or commandHealthcheck.",
  types: [resourceType.composeService],
  check: (resource) =>
    healthchecksOf(resource).flatMap(({ path, value }) => checkHealthcheck(path, value)),
};

/** Commands that succeed whatever the program does. */
const alwaysHealthy = /^(exit 0|:|true|\/bin\/true|\/usr\/bin\/true)$/;

function checkHealthcheck(
  path: string,
  healthcheck: HealthcheckFact | undefined,
): readonly Problem[] {
  const fix = "Add httpHealthcheck(port, path) or commandHealthcheck([command]).";
  if (healthcheck === undefined) return [{ path, problem: "is missing", fix }];
  const [kind, ...command] = healthcheck.test;
  const test = shownValue(healthcheck.test.join(" "));
  if (kind === "NONE" || healthcheck.disable === true || command[0] === "NONE") {
    return [{ path: `${path}.test`, problem: "must not be disabled", got: test, fix }];
  }
  if ((kind !== "CMD" && kind !== "CMD-SHELL") || command.length === 0) {
    return [
      { path: `${path}.test`, problem: "must be CMD or CMD-SHELL and a command", got: test, fix },
    ];
  }
  if (alwaysHealthy.test(command.join(" ").trim())) {
    return [{ path: `${path}.test`, problem: "must be able to fail", got: test, fix }];
  }
  if (!(healthcheck.retries >= 1)) {
    return [
      {
        path: `${path}.retries`,
        problem: "must be at least 1",
        got: shownValue(healthcheck.retries),
        fix: "Leave it out for the default of 3.",
      },
    ];
  }
  return [];
}
