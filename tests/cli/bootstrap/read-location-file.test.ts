import { readFileSync } from "node:fs";

import { parseLocationFile } from "../../../cli/bootstrap/read-location-file";
import { checkLocationConfig } from "../../../stacks/config/check-location-config";
import { cloneFile, cloneOf } from "../../support/fresh-clone";

const pm1 = readFileSync(cloneFile("pm1"), "utf8");

describe("parseLocationFile", () => {
  it("reads the location's own file, and takes no notice of secrets in it", () => {
    const withSecret = `${pm1}\n  moco-infra:proxmoxToken:\n    secure: AAAA\n`;
    expect(parseLocationFile("pm1", "Pulumi.pm1.yaml", withSecret)).toEqual(
      checkLocationConfig("pm1", cloneOf("pm1")).value,
    );
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
