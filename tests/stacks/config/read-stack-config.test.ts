import * as pulumi from "@pulumi/pulumi";

import { readStackConfig } from "../../../stacks/config/read-stack-config";
import { valueOf } from "../../support/value-of";

describe("readStackConfig", () => {
  beforeEach(async () => {
    const unused = { newResource: () => ({ id: "", state: {} }), call: () => ({}) };
    await pulumi.runtime.setMocks(unused, "moco-infra", "pm1");
    pulumi.runtime.setAllConfig({
      "moco-infra:location": '{"cidr":"10.50.0.0/24"}',
      "moco-infra:protect": "false",
      "moco-infra:proxmoxToken": "planted",
      "other:location": "elsewhere",
    });
    process.env["PULUMI_CONFIG_SECRET_KEYS"] = '["moco-infra:proxmoxToken"]';
  });

  afterEach(() => {
    delete process.env["PULUMI_CONFIG_SECRET_KEYS"];
    pulumi.runtime.setAllConfig({});
  });

  it("parses the project's plain values, and leaves out secrets and other projects", () => {
    const { document, secretKeys } = readStackConfig();
    expect(document).toEqual({ location: { cidr: "10.50.0.0/24" }, protect: false });
    expect([...secretKeys]).toEqual(["proxmoxToken"]);
  });

  it("gives a secret as an Output that stays secret", async () => {
    const output = readStackConfig().requireSecret("proxmoxToken");
    expect(await valueOf(output)).toBe("planted");
    expect(await pulumi.isSecret(output)).toBe(true);
  });
});
