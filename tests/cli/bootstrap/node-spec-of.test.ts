import { readFileSync } from "node:fs";

import { nodeSpecOf } from "../../../cli/bootstrap/node-spec-of";
import { parseLocationFile } from "../../../cli/bootstrap/read-location-file";
import { cloneFile } from "../../support/fresh-clone";
import { aNodeSpec } from "../../support/node-spec";

const file = cloneFile("pm1");
const config = parseLocationFile("pm1", file, readFileSync(file, "utf8"));

describe("nodeSpecOf", () => {
  it("is what the location's configuration says of its node, and nothing else", () => {
    const { authorizedKeys } = config.operators;
    const { cloudflared } = config.artifacts;
    expect(nodeSpecOf("pm1", config)).toEqual(aNodeSpec({ authorizedKeys, cloudflared }));
  });

  it("needs the VLAN that carries the way in", () => {
    const vlans = config.location.vlans.filter(({ name }) => name !== "management");
    expect(() => nodeSpecOf("pm1", { ...config, location: { ...config.location, vlans } })).toThrow(
      "pm1: location.vlans must have one named management. Add it; it carries the way in.",
    );
  });
});
