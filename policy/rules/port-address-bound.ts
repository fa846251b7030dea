import { isIPv4 } from "node:net";

import type { Problem } from "../../model/basics/problem";
import { type PortFact, portsOf } from "../facts/service-facts";
import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const portAddressBound: ResourceRule = {
  name: "port-address-bound",
  description: "Every published port is bound to one private address of its guest.",
  severity: "critical",
  remediationSteps:
    "Publish nothing behind a route; let a need across guests publish its port by itself.",
  types: [resourceType.composeService],
  check: (resource) => portsOf(resource).flatMap(checkPort),
};

const privateRange = /^(10\.|127\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.)/;

function checkPort({ path, address }: PortFact): readonly Problem[] {
  return address !== undefined && isIPv4(address) && privateRange.test(address)
    ? []
    : [
        {
          path,
          problem: "must be a private IPv4 address of the guest",
          got: shownValue(address),
          fix: "Write the guest's VLAN address; without one the port is open on all of them.",
        },
      ];
}
