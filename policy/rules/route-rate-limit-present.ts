import { routesOf } from "../facts";
import { checkRateLimit } from "../rate-limit";
import { resourceType } from "../resource-type";
import type { ResourceRule } from "../rule";

export const routeRateLimitPresent: ResourceRule = {
  name: "route-rate-limit-present",
  description: "Every public name has a limit on the requests of one client.",
  severity: "high",
  remediationSteps:
    "Add rateLimit to the route; webRateLimit for pages, apiRateLimit for programs.",
  types: [resourceType.composeService, resourceType.traefikEdge, resourceType.zeroTrustTunnel],
  check: (resource) => routesOf(resource).flatMap(checkRateLimit),
};
