import * as pulumi from "@pulumi/pulumi";
import { createOperations } from "@moco-sandbox/provider-framework/operations";

import { AccountAccess } from "../../../../components/account-access/account-access";
import { PrivateNetwork } from "../../../../components/private-network/private-network";
import { ZeroTrustTunnel } from "../../../../components/zero-trust-tunnel/zero-trust-tunnel";
import { ZoneDefaults } from "../../../../components/zone-defaults/zone-defaults";
import type { EdgeApi } from "../../../../sandbox/cloudflare/edge/edge-api";
import { createCloudflarePlugin } from "../../../../sandbox/cloudflare/plugin/cloudflare-plugin";
import { aTunnelRoute } from "../../../support/a-tunnel-route";
import { visit } from "../edge/http-client";
import { accountId, LoopbackEdge, startOrigin, until, zone, zoneId } from "../edge/loopback-edge";

jest.setTimeout(180_000);

const tunnelSecret = Buffer.alloc(32, 7).toString("base64");
const hostname = `n8n.${zone}`;

let edge: LoopbackEdge;
let origin: Awaited<ReturnType<typeof startOrigin>>;
const failures: string[] = [];

beforeAll(async () => {
  origin = await startOrigin();
  edge = await LoopbackEdge.start();
  // An account whose owner took away what it had from its beginning: nothing is imported here.
  for (const kind of ["zeroTrustAccessIdentityProvider", "zeroTrustAccessApplication"]) {
    for (const { id } of await edge.api.list(kind)) await edge.api.remove(kind, id);
  }
  await pulumi.runtime.setMocks(
    { newResource: createInRecord(edge.api), call: ({ inputs }) => inputs as object },
    "moco-infra",
    "test",
  );
});

afterAll(async () => {
  await edge.stop();
  origin.server.closeAllConnections();
  origin.server.close();
});

describe("the components of Zero Trust, on the edge's record", () => {
  it("make a public name that answers those who may enter", async () => {
    const operators = { emails: ["ann@example.test"], emailDomains: [] };
    const access = new AccountAccess("access", {
      accountId,
      groups: { staff: { emails: [], emailDomains: ["example.test"] }, operators },
      serviceTokens: { ci: { duration: "8760h" } },
      operators: "operators",
      automation: "ci",
    });
    new PrivateNetwork("private", {
      accountId,
      teamName: "moco",
      operators,
      locations: { pm1: { range: "10.50.0.0/24", tunnelSecret: pulumi.secret(tunnelSecret) } },
    });
    new ZoneDefaults("zone", { zoneId });
    const { tunnel } = new ZeroTrustTunnel("pm1", {
      ...{ location: "pm1", accountId, teamName: "moco" },
      zones: { main: { id: zoneId, name: zone } },
      tunnelSecret: pulumi.secret(tunnelSecret),
      routes: [aTunnelRoute({ hostname, originUrl: origin.url })],
      connectors: ["pm1-mgmt", "pm1-apps"],
      policyIds: access.policyIds,
    });
    await pulumi.runtime.disconnect();
    expect(failures).toEqual([]);

    const tunnelId = await new Promise<string>((resolve) => tunnel.id.apply(resolve));
    await edge.startConnector(tunnelId, tunnelSecret);
    const login = await visit(
      hostname,
      edge.publicPort,
      "/cdn-cgi/access/login?email=bea@example.test",
      { method: "POST" },
    );
    const [cookie = ""] = (login.headers["set-cookie"]?.[0] ?? "").split(";");
    await until("the service answers", async () => {
      const { status } = await visit(hostname, edge.publicPort, "/", { headers: { cookie } });
      return status === 200;
    });
    expect((await visit(hostname, edge.publicPort, "/")).status).toBe(403);
  });
});

/** Makes what a program asks for in the record, through the plugin, as the engine would. */
function createInRecord(api: EdgeApi): pulumi.runtime.Mocks["newResource"] {
  const operations = createOperations(
    createCloudflarePlugin(() => api),
    {
      config: () => ({ baseUrl: "", apiToken: "" }),
      stateDirectory: "/nonexistent",
      signal: new AbortController().signal,
      log: () => undefined,
    },
  );
  return async ({ type, name, inputs }) => {
    const values = inputs as Record<string, unknown>;
    if (!type.startsWith("cloudflare:")) return { id: undefined, state: values };
    const urn = `urn:pulumi:test::moco-infra::${type}::${name}`;
    const checked = operations.check(urn, {}, values, "");
    failures.push(...checked.failures.map((failure) => `${name}: ${failure}`));
    try {
      const { id, state } = await operations.create(urn, checked.inputs, false);
      return { id, state };
    } catch (error) {
      // Thrown here it would end the process; the test looks at the list.
      failures.push(`${name}: ${String(error)}`);
      return { id: "", state: {} };
    }
  };
}
