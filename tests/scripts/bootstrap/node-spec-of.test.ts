import { readFileSync } from "node:fs";

import { nodeSpecOf } from "../../../scripts/bootstrap/node-spec-of";
import { parseLocationFile } from "../../../scripts/bootstrap/read-location-file";
import { cloneFile } from "../../support/fresh-clone";

const file = cloneFile("pm1");
const config = parseLocationFile("pm1", file, readFileSync(file, "utf8"));

describe("nodeSpecOf", () => {
  it("is what the location's configuration says of its node, and nothing else", () => {
    expect(nodeSpecOf("pm1", config)).toEqual({
      location: "pm1",
      node: "pm1",
      cidr: "10.50.0.0/24",
      bridge: "vmbr1",
      uplink: "vmbr0",
      management: { id: 10, gateway: "10.50.0.1", prefix: "26" },
      datastore: "local-lvm",
      snippetDatastore: "local",
      sshUser: "moco",
      authorizedKeys: config.operators.authorizedKeys,
      cloudflared: config.artifacts.cloudflared,
    });
  });

  it("needs the VLAN that carries the way in", () => {
    const vlans = config.location.vlans.filter(({ name }) => name !== "management");
    expect(() => nodeSpecOf("pm1", { ...config, location: { ...config.location, vlans } })).toThrow(
      "pm1: location.vlans must have one named management. Add it; it carries the way in.",
    );
  });
});
