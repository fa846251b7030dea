import { readFileSync } from "node:fs";

import { nodeSpecOf } from "../../../scripts/bootstrap/node-spec-of";
import { parseLocationFile } from "../../../scripts/bootstrap/read-location-file";

const pm1 = readFileSync("Pulumi.pm1.yaml", "utf8");

describe("parseLocationFile", () => {
  it("reads the location's own file, and takes no notice of secrets in it", () => {
    const withSecret = `${pm1}\n  moco-infra:proxmoxToken:\n    secure: AAAA\n`;
    const spec = nodeSpecOf("pm1", parseLocationFile("pm1", "Pulumi.pm1.yaml", withSecret));
    expect(spec).toMatchObject({
      location: "pm1",
      node: "pm1",
      bridge: "vmbr1",
      uplink: "vmbr0",
      management: { id: 10, gateway: "10.50.0.1", prefix: "26" },
    });
  });

  it("refuses a file without configuration", () => {
    expect(() => parseLocationFile("pm1", "Pulumi.pm1.yaml", "{}")).toThrow(
      "Pulumi.pm1.yaml: config is missing. Add it; docs/configuration.md lists all keys.",
    );
  });

  it("refuses a plan with faults, all of them", () => {
    const broken = pm1.replace("cidr: 10.50.0.0/24", "cidr: 10.50.0.1/24");
    expect(() => parseLocationFile("pm1", "Pulumi.pm1.yaml", broken)).toThrow(
      `Pulumi.pm1.yaml: 1 problem
  location.cidr must start at its first address, got "10.50.0.1/24". Did you mean 10.50.0.0/24?`,
    );
  });
});

describe("nodeSpecOf", () => {
  it("needs the VLAN that carries the way in", () => {
    const config = parseLocationFile("pm1", "Pulumi.pm1.yaml", pm1);
    const vlans = config.location.vlans.filter(({ name }) => name !== "management");
    expect(() => nodeSpecOf("pm1", { ...config, location: { ...config.location, vlans } })).toThrow(
      "pm1: location.vlans must have one named management. Add it; it carries the way in.",
    );
  });
});
