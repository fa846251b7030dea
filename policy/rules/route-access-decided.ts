import type { Problem } from "../../model/basics/problem";
import { type RouteFact, routesOf } from "../facts/routes";
import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const routeAccessDecided: ResourceRule = {
  name: "route-access-decided",
  description: "Every public name says who may enter, and a name that is open to all says why.",
  severity: "critical",
  remediationSteps:
    "Set access to login(groups), serviceToken(names) or publicAccess(reason, compensating control).",
  types: [resourceType.composeService, resourceType.zeroTrustTunnel],
  check: (resource) => routesOf(resource).flatMap(checkAccess),
};

function checkAccess({ where, access }: RouteFact): readonly Problem[] {
  const path = `${where}.access`;
  const fix = "Use login(…groups), serviceToken(…names) or publicAccess(reason, control).";
  if (access === undefined) return [{ path, problem: "is missing", fix }];
  switch (access.kind) {
    case "login":
      return names(`${path}.groups`, access.groups, "group", fix);
    case "serviceToken":
      return names(`${path}.tokens`, access.tokens, "service token", fix);
    case "public":
      return [
        ...text(`${path}.reason`, access.reason, "why the caller cannot sign in"),
        ...text(
          `${path}.compensatingControl`,
          access.compensatingControl,
          "what guards it instead",
        ),
      ];
    default:
      return [
        {
          path: `${path}.kind`,
          problem: "must be login, serviceToken or public",
          got: shownValue(access.kind),
          fix,
        },
      ];
  }
}

function names(
  path: string,
  values: readonly string[] | undefined,
  kind: string,
  fix: string,
): readonly Problem[] {
  return (values ?? []).some((value) => value.trim() !== "")
    ? []
    : [{ path, problem: `must name at least one ${kind}`, fix }];
}

function text(path: string, value: string | undefined, meaning: string): readonly Problem[] {
  return (value ?? "").trim() === ""
    ? [{ path, problem: "is missing", fix: `Write in one sentence ${meaning}.` }]
    : [];
}
