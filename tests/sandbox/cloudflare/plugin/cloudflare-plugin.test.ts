import { createOperations, type Operations } from "@moco-sandbox/provider-framework/operations";
import { unknownValue, wrapSecret } from "@moco-sandbox/provider-framework/wire-value";

import { createCloudflarePlugin } from "../../../../sandbox/cloudflare/plugin/cloudflare-plugin";
import { FakeEdgeApi } from "./fake-edge-api";

let api: FakeEdgeApi;
let operations: Operations;

beforeEach(() => {
  api = new FakeEdgeApi();
  operations = createOperations(
    createCloudflarePlugin(() => api),
    {
      config: () => ({ baseUrl: "http://127.0.0.1:1/client/v4", apiToken: "token" }),
      stateDirectory: "/nonexistent",
      signal: new AbortController().signal,
      log: () => undefined,
    },
  );
});

function urnOf(kind: string): string {
  const type = `cloudflare:index/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  return `urn:pulumi:test::moco::moco:index:Some$${type}::one`;
}

const tunnel = urnOf("zeroTrustTunnelCloudflared");
const token = urnOf("zeroTrustAccessServiceToken");
const application = urnOf("zeroTrustAccessApplication");
const provider = urnOf("zeroTrustAccessIdentityProvider");
const settings = urnOf("zeroTrustDeviceSettings");
const profile = urnOf("zeroTrustDeviceDefaultProfile");

describe("createCloudflarePlugin", () => {
  it("refuses what the SDK's types refuse", () => {
    const inputs = {
      accountId: "a",
      tunnelId: "t",
      config: { ingress: [{ service: "http_status:404" }] },
    };
    expect(
      operations.check(urnOf("zeroTrustTunnelCloudflaredConfig"), {}, inputs, "seed").failures,
    ).toEqual([
      "config.ingress is not a property that the provider knows. Did you mean ingresses?",
    ]);
    expect(
      operations.check(urnOf("dnsRecord"), {}, { zoneId: "z", name: "n", type: "CNAME" }, "seed")
        .failures,
    ).toEqual(["ttl is missing. Set it to a number."]);
  });

  it("refuses what the real provider's validators refuse", () => {
    const inputs = { accountId: "a", type: "warp", appLauncherVisible: false };
    expect(operations.check(application, {}, inputs, "seed").failures).toEqual([
      `Invalid Attribute Combination. "app_launcher_visible" can only be set if "type" is one of: "self_hosted", "ssh", "vnc", "rdp", "saas", "bookmark". Examine values at 'one.appLauncherVisible'.`,
    ]);
    const profile = { accountId: "a", includes: [{ address: "10.0.0.0/8" }], excludes: [] };
    const device = urnOf("zeroTrustDeviceDefaultProfile");
    expect(operations.check(device, {}, profile, "seed").failures).toEqual([
      `Invalid Attribute Combination. Attribute "include" cannot be specified when "exclude" is specified. Examine values at 'one.excludes'.`,
      `Invalid Attribute Combination. Attribute "exclude" cannot be specified when "include" is specified. Examine values at 'one.includes'.`,
    ]);
  });

  it("refuses a token that Cloudflare never gives out, and does not print it", () => {
    const providerUrn = "urn:pulumi:test::moco::pulumi:providers:cloudflare::cloudflare";
    const ofLength = (length: number) =>
      operations.checkConfig(providerUrn, { apiToken: wrapSecret("x".repeat(length)) });
    expect(ofLength(40)).toEqual([]);
    expect(ofLength(32)).toEqual([
      "could not validate provider configuration: Invalid Attribute Value. Attribute api_token API tokens must only contain characters a-z, A-Z, 0-9, hyphens and underscores. Examine values at 'cloudflare.apiToken'.",
    ]);
  });

  it("accepts selectors without settings", () => {
    const inputs = {
      accountId: "a",
      name: "open",
      decision: "bypass",
      includes: [{ everyone: {} }],
    };
    expect(operations.check(urnOf("zeroTrustAccessPolicy"), {}, inputs, "seed").failures).toEqual(
      [],
    );
  });

  it("keeps a tunnel's secret secret", async () => {
    const inputs = { accountId: "a", name: "Services", tunnelSecret: wrapSecret("planted") };
    const { id, state } = await operations.create(tunnel, inputs, false);
    expect(id).toBe("zeroTrustTunnelCloudflared-1");
    expect(state["tunnelSecret"]).toEqual(wrapSecret("planted"));
  });

  it("keeps what the program wrote where the API writes it differently", async () => {
    const { state } = await operations.create(tunnel, { accountId: "a", name: "Services" }, false);
    expect(state["name"]).toBe("Services");
  });

  it("shows a service token's secret once, as a secret, and keeps it through updates", async () => {
    const inputs = { accountId: "a", name: "robot" };
    const { id, state } = await operations.create(token, inputs, false);
    expect(state).toEqual({
      ...inputs,
      duration: "8760h",
      clientId: "id.access",
      clientSecret: wrapSecret("secret-1"),
    });
    const renamed = await operations.update(token, id, { ...inputs, name: "new" }, state, false);
    expect(renamed["clientSecret"]).toEqual(wrapSecret("secret-1"));
    const rotated = { ...inputs, clientSecretVersion: 2 };
    expect((await operations.update(token, id, rotated, state, false))["clientSecret"]).toEqual(
      wrapSecret("secret-2"),
    );
  });

  it("knows no audience in a preview", async () => {
    const { state } = await operations.create(application, { accountId: "a", name: "n8n" }, true);
    expect(state["aud"]).toBe(unknownValue);
    expect(api.calls).toEqual([]);
  });

  it("replaces only where the published schema replaces", () => {
    const olds = { accountId: "a", name: "one", configSrc: "cloudflare" };
    const replaced = (news: Record<string, unknown>) =>
      operations
        .diff(tunnel, olds, olds, { ...olds, ...news })
        .changes.map(({ replaces }) => replaces);
    expect(replaced({ name: "two" })).toEqual([false]);
    expect(replaced({ accountId: "b" })).toEqual([true]);
    expect(replaced({ configSrc: "local" })).toEqual([true]);
  });

  it("finds an object that is gone", async () => {
    const inputs = { accountId: "a", name: "one" };
    expect(await operations.read(tunnel, "gone", inputs, inputs)).toEqual({
      id: "",
      inputs: {},
      state: {},
    });
  });

  it("reads an identity provider without losing its client secret", async () => {
    const config = { clientId: "id", clientSecret: wrapSecret("planted") };
    const inputs = { accountId: "a", name: "idp", type: "oidc", config };
    const { id, state } = await operations.create(provider, inputs, false);
    api.objects.set(id, { accountId: "a", name: "idp", type: "oidc", config: { clientId: "id" } });
    const read = await operations.read(provider, id, inputs, state);
    expect(operations.diff(provider, inputs, state, read.inputs).changes).toEqual([]);
  });

  it("takes back to null what it does not compute, once a refresh has met it", async () => {
    const inputs = { accountId: "a", gatewayProxyEnabled: true };
    const { id, state } = await operations.create(settings, inputs, false);
    expect(operations.diff(settings, inputs, state, inputs).changes).toEqual([]);
    api.objects.set(id, { ...inputs, disableForTime: 0, useZtVirtualIp: false });
    const read = await operations.read(settings, id, inputs, state);
    const { changes } = operations.diff(settings, read.inputs, read.state, inputs);
    expect(changes.map(({ path }) => path)).toEqual(["disableForTime", "useZtVirtualIp"]);
    await operations.update(settings, id, inputs, read.state, false);
    expect(api.objects.get(id)).toMatchObject({ disableForTime: null, useZtVirtualIp: null });
  });

  it("plans the default profile anew each time, but for what the program says or ignores", () => {
    const changes = (inputs: Record<string, unknown>) =>
      operations.diff(profile, inputs, inputs, inputs).changes.map(({ path }) => path);
    expect(changes({ accountId: "a" })).toEqual(["dnsSearchSuffixes", "policyId"]);
    expect(changes({ accountId: "a", dnsSearchSuffixes: [] })).toEqual(["policyId"]);
  });

  it("imports an object by its path", async () => {
    api.objects.set("1", { accountId: "a", name: "One-time PIN login", type: "onetimepin" });
    expect(await operations.read(provider, "accounts/a/1", {}, {})).toMatchObject({
      id: "1",
      inputs: { accountId: "a", name: "One-time PIN login", type: "onetimepin" },
    });
  });

  it("deletes objects, and leaves settings as they are, like the real provider", async () => {
    await operations.delete(tunnel, "t", {});
    await operations.delete(urnOf("zoneSetting"), "ssl", {});
    await operations.delete(urnOf("zeroTrustTunnelCloudflaredConfig"), "t", {});
    expect(api.calls).toEqual(["remove zeroTrustTunnelCloudflared t"]);
  });
});
