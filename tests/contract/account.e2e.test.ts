import { randomBytes } from "node:crypto";

import { repositoryRoot } from "@moco-sandbox/world";

import { AccountClient, type Kind, type Shown } from "../../tools/contract/account-client";
import { namedAccount } from "../../tools/contract/named-account";
import { freshName } from "../../tools/contract/own";
import { contractTargets } from "../../tools/contract/targets";
import {
  accountId,
  apiToken,
  LoopbackEdge,
  zone,
  zoneId,
} from "../sandbox/cloudflare/edge/loopback-edge";
import { say } from "./support/say";

const { account: real } = contractTargets(process.env);

describe(`what the program relies on at ${real === undefined ? "the stand-in for Cloudflare" : `Cloudflare, in ${real.zone}`}`, () => {
  const name = freshName();
  let edge: LoopbackEdge | undefined;
  let client: AccountClient;
  let zoneName: string;
  let before: Readonly<Record<Kind, readonly string[]>>;
  const made: Partial<Record<Kind, Shown>> = {};

  beforeAll(async () => {
    if (real === undefined) {
      edge = await LoopbackEdge.start();
      await populate(edge);
    }
    const account =
      real === undefined
        ? { apiUrl: edge!.apiUrl, apiToken, accountId, zone: { id: zoneId, name: zone } }
        : namedAccount(repositoryRoot, real);
    zoneName = account.zone.name;
    client = new AccountClient(account, say("account"));
    await client.checkZone();
    await client.sweep();
    before = await everything();
  });

  afterAll(async () => {
    await client.sweep();
    await edge?.stop();
  });

  async function everything(): Promise<Record<Kind, readonly string[]>> {
    const ids = async (kind: Kind): Promise<readonly string[]> =>
      (await client.list(kind)).map(({ id }) => id).sort();
    return {
      record: await ids("record"),
      application: await ids("application"),
      policy: await ids("policy"),
      tunnel: await ids("tunnel"),
    };
  }

  /** Makes one, reads it back, and says what is there that nobody asked for. */
  async function unasked(kind: Kind, body: Readonly<Record<string, unknown>>): Promise<object> {
    const { id } = await client.create(kind, body);
    const shown = await client.read(kind, id);
    made[kind] = shown;
    const asked = Object.entries(body).filter(([key]) => key !== "tunnel_secret");
    expect(shown).toMatchObject(Object.fromEntries(asked));
    const more = Object.entries(shown).filter(([key]) => !(key in body) && plain.has(key));
    return Object.fromEntries(more);
  }

  it("starts without anything of an earlier run", () => {
    expect(Object.values(before).flat().length).toBeGreaterThanOrEqual(real === undefined ? 5 : 0);
  });

  it("takes a tunnel with a secret of ours, and never shows the secret", async () => {
    const tunnel_secret = randomBytes(32).toString("base64");
    const body = { name, config_src: "cloudflare", tunnel_secret };
    expect(await unasked("tunnel", body)).toEqual({ status: "inactive", tun_type: "cfd_tunnel" });
    expect(JSON.stringify(made.tunnel)).not.toContain(tunnel_secret);
  });

  it("refuses a second tunnel of that name", async () => {
    const again = client.create("tunnel", { name, config_src: "cloudflare" });
    await expect(again).rejects.toMatchObject({ code: 1013 });
  });

  it("takes a reusable policy", async () => {
    const body = { name, decision: "deny", include: [{ everyone: {} }] };
    expect(await unasked("policy", body)).toEqual({
      exclude: [],
      require: [],
      reusable: true,
      session_duration: "24h",
    });
  });

  it("adds nothing to an application that the program has not spelled out", async () => {
    const domain = `${name}.${zoneName}`;
    const body = {
      name,
      type: "self_hosted",
      domain,
      destinations: [{ type: "public", uri: domain }],
      session_duration: "24h",
      app_launcher_visible: false,
      auto_redirect_to_identity: false,
      enable_binding_cookie: false,
      http_only_cookie_attribute: true,
      options_preflight_bypass: false,
      path_cookie_attribute: false,
      same_site_cookie_attribute: "lax",
      service_auth_401_redirect: false,
      skip_interstitial: false,
      policies: [{ id: made.policy!.id, precedence: 1 }],
    };
    expect(await unasked("application", body)).toEqual({
      allowed_idps: [],
      self_hosted_domains: [domain],
      tags: [],
    });
    expect(made.application!["aud"]).toMatch(/^[0-9a-f]{64}$/);
  });

  it("takes a proxied name for the tunnel", async () => {
    const body = {
      name: `${name}.${zoneName}`,
      type: "CNAME",
      content: `${made.tunnel!.id}.cfargotunnel.com`,
      proxied: true,
      ttl: 1,
      comment: "Of a contract test; may be removed.",
    };
    expect(await unasked("record", body)).toEqual({ proxiable: true, settings: {}, tags: [] });
  });

  it("refuses a second record of that name", async () => {
    const again = client.create("record", {
      ...{ name: `${name}.${zoneName}`, type: "A", content: "192.0.2.1", ttl: 1 },
    });
    await expect(again).rejects.toMatchObject({ code: 81053 });
  });

  it("lets all of it go, and nothing else", async () => {
    expect(await client.sweep()).toEqual([
      `record ${name}.${zoneName}`,
      `application ${name}`,
      `policy ${name}`,
      `tunnel ${name}`,
    ]);
    expect(await everything()).toEqual(before);
  });
});

/** What the program or a diff can meet: not ids, times and links, which are different every time. */
const plain = new Set([
  ...["allowed_idps", "app_launcher_visible", "auto_redirect_to_identity", "cors_headers"],
  ...["custom_deny_url", "domain_type", "enable_binding_cookie", "exclude"],
  ...["http_only_cookie_attribute", "options_preflight_bypass", "path_cookie_attribute"],
  ...["proxiable", "require", "reusable", "self_hosted_domains", "service_auth_401_redirect"],
  ...["session_duration", "settings", "skip_interstitial", "status", "tags", "tun_type"],
  ...["allow_authenticate_via_warp", "same_site_cookie_attribute", "session_duration"],
]);

/** Things of other people, and of a run that was interrupted. */
async function populate(edge: LoopbackEdge): Promise<void> {
  const everyone = [{ everyone: {} }];
  for (const name of ["moco-contract-interrupted", "pm1-services", "xmoco-contract-x"]) {
    const tunnel = await edge.api.create("zeroTrustTunnelCloudflared", { accountId, name });
    const policy = await edge.api.create("zeroTrustAccessPolicy", {
      ...{ accountId, name, decision: "bypass", includes: everyone },
    });
    await edge.api.create("zeroTrustAccessApplication", {
      ...{ accountId, name, domain: `${name}.${zone}`, policies: [{ id: policy.id }] },
    });
    await edge.api.create("dnsRecord", {
      ...{ zoneId, name: `${name}.${zone}`, type: "CNAME", proxied: true },
      content: `${tunnel.id}.cfargotunnel.com`,
    });
  }
}
