import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

import { renderAccessApplication } from "./access-application";
import { mapValues } from "../../model/basics/map-values";
import { accessPolicyKeys } from "../../model/account/access-policy-key";
import { renderIngress } from "./ingress";
import { type TunnelRoute, factsOf } from "./tunnel-route";
import { tunnelToken } from "./tunnel-token";

export { tunnelToken } from "./tunnel-token";

/*
 * The public names of a location: its tunnel, the table of what goes where, DNS, and one Access
 * application per route. It makes nothing on a guest; the connectors are a component of their own,
 * because guests have to depend on the tunnel and connectors on guests (docs/cloudflare.md).
 */

export interface ZeroTrustTunnelArgs {
  /** `pm1`; the tunnel is called `pm1-services`. */
  readonly location: string;
  readonly accountId: string;
  /** By key; public names are one label below their zone. */
  readonly zones: Readonly<Record<string, Zone>>;
  /** `<team>` of `<team>.cloudflareaccess.com`. */
  readonly teamName: string;
  /** 32 random bytes in base64, made by `npm run secrets`. */
  readonly tunnelSecret: pulumi.Output<string>;
  readonly routes: readonly TunnelRoute[];
  /** Names of the guests that will connect, at least two. */
  readonly connectors: readonly string[];
  /** Reusable Access policies by `login:<group>`, `serviceToken:<token>` and `public`. */
  readonly policyIds: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A domain at Cloudflare. */
export interface Zone {
  readonly id: string;
  /** `example.org` */
  readonly name: string;
}

/**
 * ```ts
 * const tunnel = new ZeroTrustTunnel("pm1-tunnel", { location: "pm1", routes, connectors, … });
 * const guest = new ProxmoxVm("pm1-apps", { … }, { dependsOn: [tunnel.tunnel] });
 * new TunnelConnectors("pm1-connectors", { tunnel, guests: [ … ], cloudflared });
 * ```
 */
export class ZeroTrustTunnel extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:ZeroTrustTunnel";

  /** What every connector guest must depend on: a tunnel is deleted after the last connection ended. */
  readonly tunnel: cloudflare.ZeroTrustTunnelCloudflared;
  /** What a connector runs with; secret. */
  readonly token: pulumi.Output<string>;
  /** `pm1-services` */
  readonly tunnelName: string;

  readonly #name: string;
  readonly #args: ZeroTrustTunnelArgs;

  constructor(name: string, args: ZeroTrustTunnelArgs, opts?: pulumi.ComponentResourceOptions) {
    const facts = {
      location: args.location,
      zones: mapValues(args.zones, (zone) => zone.name),
      connectors: args.connectors,
      routes: args.routes.map(factsOf),
    };
    super(ZeroTrustTunnel.__pulumiType, name, facts, opts);
    this.#name = name;
    this.#args = args;
    this.tunnelName = `${args.location}-services`;

    this.tunnel = this.#createTunnel();
    this.token = pulumi.secret(
      pulumi.all([this.tunnel.id, args.tunnelSecret]).apply(([id, secret]) => {
        return tunnelToken(args.accountId, id, secret);
      }),
    );
    const guarded = args.routes.map((route) => ({
      route,
      application: this.#createApplication(route),
    }));
    this.#createRecords(guarded, this.#createTable(guarded));
    this.registerOutputs(facts);
  }

  #createTunnel(): cloudflare.ZeroTrustTunnelCloudflared {
    return new cloudflare.ZeroTrustTunnelCloudflared(
      `${this.#name}-tunnel`,
      {
        accountId: this.#args.accountId,
        name: this.tunnelName,
        configSrc: "cloudflare",
        tunnelSecret: pulumi.secret(this.#args.tunnelSecret),
      },
      // Two tunnels of one name are refused.
      { parent: this, deleteBeforeReplace: true },
    );
  }

  #createApplication(route: TunnelRoute): cloudflare.ZeroTrustAccessApplication {
    return new cloudflare.ZeroTrustAccessApplication(
      `${this.#name}-application-${route.name}`,
      {
        ...renderAccessApplication(route),
        accountId: this.#args.accountId,
        policies: accessPolicyKeys(route.access).map((key, index) => ({
          id: this.#args.policyIds[key],
          precedence: index + 1,
        })),
      },
      { parent: this, deleteBeforeReplace: true },
    );
  }

  #createTable(guarded: readonly GuardedRoute[]): cloudflare.ZeroTrustTunnelCloudflaredConfig {
    const ingresses = renderIngress(
      guarded.map(({ route, application }) => ({ ...route, audience: application.aud })),
      this.#args.teamName,
    );
    return new cloudflare.ZeroTrustTunnelCloudflaredConfig(
      `${this.#name}-ingress`,
      {
        accountId: this.#args.accountId,
        tunnelId: this.tunnel.id,
        source: "cloudflare",
        config: { ingresses: ingresses.map(toProviderRule) },
      },
      { parent: this },
    );
  }

  /** A name resolves only while its application guards it: made after it, removed before it. */
  #createRecords(guarded: readonly GuardedRoute[], table: pulumi.Resource): void {
    for (const [key, zone] of Object.entries(this.#args.zones)) {
      const here = guarded.filter(({ route }) => route.zone === key);
      for (const hostname of new Set(here.map(({ route }) => route.hostname))) {
        const guards = here
          .filter(({ route }) => route.hostname === hostname)
          .map(({ application }) => application);
        this.#createRecord(hostname, key, zone, [...guards, table]);
      }
    }
  }

  #createRecord(hostname: string, key: string, zone: Zone, after: pulumi.Resource[]): void {
    const label = hostname.slice(0, -(zone.name.length + 1));
    new cloudflare.DnsRecord(
      // A dot is in no label: the same name in two zones is two resources.
      `${this.#name}-record-${key === "main" ? label : `${label}.${key}`}`,
      {
        zoneId: zone.id,
        name: hostname,
        type: "CNAME",
        content: pulumi.interpolate`${this.tunnel.id}.cfargotunnel.com`,
        proxied: true,
        // 1 is "automatic", the only value of a proxied record.
        ttl: 1,
        comment: `Tunnel ${this.tunnelName}`,
      },
      { parent: this, dependsOn: after, deleteBeforeReplace: true },
    );
  }
}

/** A route, and who decides about entering it. */
interface GuardedRoute {
  readonly route: TunnelRoute;
  readonly application: cloudflare.ZeroTrustAccessApplication;
}

type ProviderRule = cloudflare.types.input.ZeroTrustTunnelCloudflaredConfigConfigIngress;

function toProviderRule(
  rule: ReturnType<typeof renderIngress<pulumi.Input<string>>>[number],
): ProviderRule {
  const { originRequest, ...rest } = rule;
  if (originRequest === undefined) return rest;
  const { audTags, ...access } = originRequest.access;
  return { ...rest, originRequest: { access: { ...access, audTags: [...audTags] } } };
}
