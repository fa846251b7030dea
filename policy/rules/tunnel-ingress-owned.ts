import { ingressesOf } from "../facts/tunnel-ingresses";
import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const tunnelIngressOwned: ResourceRule = {
  name: "tunnel-ingress-owned",
  description:
    "Only the component ZeroTrustTunnel opens public names, because only its routes are judged.",
  severity: "critical",
  remediationSteps: "Add a route to a service instead of a rule to a tunnel's configuration.",
  types: [resourceType.tunnelConfig],
  check: (resource) =>
    resource.urn.includes(`${resourceType.zeroTrustTunnel}$`)
      ? []
      : ingressesOf(resource)
          .filter(({ service }) => !isRefusal(service))
          .map(({ hostname }) => ({
            path: "config.ingresses",
            problem: "must not open a public name outside of a ZeroTrustTunnel",
            got: shownValue(hostname),
            fix: "Declare it as a route of the service behind it.",
          })),
};

/** The last rule of every tunnel answers whatever no other one is for. */
function isRefusal(service: string | undefined): boolean {
  return /^http_status:4\d\d$/.test(service ?? "");
}
