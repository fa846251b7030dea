import * as pulumi from "@pulumi/pulumi";

import { TunnelConnectors } from "../../../components/tunnel-connectors/tunnel-connectors";
import { aHost } from "../../support/a-host";
import { inputsOf, recordResources, secretInputsOf } from "../../support/recorded-resources";

const commandType = "command:remote:Command";

function createConnectors(): TunnelConnectors {
  return new TunnelConnectors("pm1-connectors", {
    tunnel: { token: pulumi.output("t0ken"), tunnelName: "pm1-services" },
    hosts: [aHost("pm1-mgmt", "10.50.0.10"), aHost("pm1-apps", "10.50.0.70")],
    cloudflared: {
      version: "2026.10.1",
      url: "https://example.org/cloudflared",
      sha256: "ab".repeat(32),
    },
  });
}

describe("TunnelConnectors", () => {
  it("installs a connector on each guest over a pinned connection", async () => {
    const resources = await recordResources(createConnectors);
    const inputs = inputsOf(resources, commandType, "pm1-connectors-pm1-apps");
    expect(Object.keys(inputs).sort()).toEqual([
      "addPreviousOutputInEnv",
      "connection",
      "create",
      "delete",
      "logging",
      "stdin",
    ]);
    expect(inputs).toMatchObject({
      connection: { host: "10.50.0.70", port: 22, user: "ops", hostKey: "ssh-ed25519 AAAA" },
      addPreviousOutputInEnv: false,
      logging: "none",
    });
    expect(inputs["create"]).toMatch(/^sudo \/bin\/bash -c '#!\/bin\/bash\n/);
  });

  it("passes the token on standard input only, as a secret", async () => {
    const resources = await recordResources(createConnectors);
    const name = "pm1-connectors-pm1-mgmt";
    // The provider's SDK makes a secret of every connection.
    expect(secretInputsOf(resources, commandType, name)).toEqual(["connection", "stdin"]);
    const { stdin, ...rest } = inputsOf(resources, commandType, name);
    expect(stdin).toBe("t0ken");
    expect(JSON.stringify(rest)).not.toContain("t0ken");
  });

  it("installs again when the guest was rebuilt, in place", async () => {
    const resources = await recordResources(createConnectors);
    const inputs = inputsOf(resources, commandType, "pm1-connectors-pm1-apps");
    expect(inputs["create"]).toMatch(/ # guest generation of pm1-apps-id$/);
    expect(inputs["triggers"]).toBeUndefined();
  });

  it("publishes the guests and the release, in a preview of an empty stack too", async () => {
    const resources = await recordResources(createConnectors, { preview: true });
    expect(inputsOf(resources, "moco:index:TunnelConnectors", "pm1-connectors")).toEqual({
      tunnel: "pm1-services",
      guests: ["pm1-mgmt", "pm1-apps"],
      cloudflared: { version: "2026.10.1", sha256: "ab".repeat(32) },
    });
    expect(resources.filter(({ type }) => type === commandType)).toHaveLength(2);
  });
});
