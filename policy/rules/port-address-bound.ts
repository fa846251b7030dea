import { isIPv4 } from "node:net";

import type { Problem } from "../../components/shared/problem";
import { type PortFact, portsOf } from "../facts";
import { quote } from "../quote";
import { resourceType } from "../resource-type";
import type { ResourceRule } from "../rule";

export const portAddressBound: ResourceRule = {
  name: "port-address-bound",
  description:
    "Every published port is bound to one private address of its guest, and says who uses it.",
  severity: "critical",
  remediationSteps:
    "Publish nothing behind a route; let a need across guests publish its port by itself.",
  types: [resourceType.composeService, resourceType.dockerContainer],
  check: (resource) => portsOf(resource).flatMap(checkPort),
};

const privateRange = /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

function checkPort({ addressPath, address, fromPath, from }: PortFact): readonly Problem[] {
  const bound = address !== undefined && isIPv4(address) && privateRange.test(address);
  return [
    ...(bound
      ? []
      : [
          {
            path: addressPath,
            problem: "must be a private IPv4 address of the guest",
            got: quote(address),
            fix: "Write the guest's VLAN address; without one the port is open on all of them.",
          },
        ]),
    ...(from?.length === 0
      ? [
          {
            path: fromPath,
            problem: "must name at least one guest that may connect",
            fix: "Name it, or do not publish the port.",
          },
        ]
      : []),
  ];
}
