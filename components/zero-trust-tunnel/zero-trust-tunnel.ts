import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

import { refuse } from "../../model/basics/user-error";
import { renderAccessApplication } from "./access-application";
import { accessPolicyKeys } from "../../model/account/access-policy-key";
import { checkTunnelRoutes } from "./check-tunnel-routes";
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
  readonly zoneId: string;
  /** `example.org`; public names are one label below. */
  readonly zone: string;
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
  /** Names of the guests that will connect. */
  readonly connectors: readonly string[];

  readonly #name: string;
  readonly #args: ZeroTrustTunnelArgs;

  constructor(name: string, args: ZeroTrustTunnelArgs, opts?: pulumi.ComponentResourceOptions) {
    const facts = {
      location: args.location,
      zone: args.zone,
      connectors: args.connectors,
      routes: args.routes.map(factsOf),
    };
    super(ZeroTrustTunnel.__pulumiType, name, facts, opts);
    refuse(
      `ZeroTrustTunnel "${name}"`,
      checkTunnelRoutes(args.routes, { ...args, policies: Object.keys(args.policyIds) }),
    );
    this.#name = name;
    this.#args = args;
    this.tunnelName = `${args.location}-services`;
    this.connectors = args.connectors;

    this.tunnel = this.#createTunnel();
    this.token = pulumi.secret(
      pulumi.all([this.tunnel.id, args.tunnelSecret]).apply(([id, secret]) => {
        return tunnelToken(args.accountId, id, secret);
      }),
    );
    const applications = new Map(
      args.routes.map((route) => [route.name, this.#createApplication(route)]),
    );
    const table = this.#createTable(applications);
    this.#createRecords(applications, table);
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

  #createTable(
    applications: ReadonlyMap<string, cloudflare.ZeroTrustAccessApplication>,
  ): cloudflare.ZeroTrustTunnelCloudflaredConfig {
    const ingresses = renderIngress(this.#args.routes, this.#args.teamName, (route) =>
      audienceOf(applications.get(route.name)),
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
  #createRecords(
    applications: ReadonlyMap<string, cloudflare.ZeroTrustAccessApplication>,
    table: pulumi.Resource,
  ): void {
    for (const hostname of new Set(this.#args.routes.map((route) => route.hostname))) {
      const guards = this.#args.routes
        .filter((route) => route.hostname === hostname)
        .flatMap((route) => applications.get(route.name) ?? []);
      new cloudflare.DnsRecord(
        `${this.#name}-record-${hostname.slice(0, -(this.#args.zone.length + 1))}`,
        {
          zoneId: this.#args.zoneId,
          name: hostname,
          type: "CNAME",
          content: pulumi.interpolate`${this.tunnel.id}.cfargotunnel.com`,
          proxied: true,
          // 1 is "automatic", the only value of a proxied record.
          ttl: 1,
          comment: `Tunnel ${this.tunnelName}`,
        },
        { parent: this, dependsOn: [...guards, table], deleteBeforeReplace: true },
      );
    }
  }
}

function audienceOf(
  application: cloudflare.ZeroTrustAccessApplication | undefined,
): pulumi.Input<string> {
  if (application === undefined) throw new Error("every route has an application");
  return application.aud;
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
