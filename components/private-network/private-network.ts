import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

import { type PrivateReach, renderNetworkPolicies } from "./network-policies";
import { tunnelToken } from "../zero-trust-tunnel/zero-trust-tunnel";

/*
 * How operators reach the locations: a management tunnel and a private route for each, what their
 * devices send through it, and who is let through. The connector of a management tunnel runs on the
 * location's node and is installed by `npm run bootstrap`, not from here.
 */

export interface PrivateNetworkArgs extends Omit<PrivateReach, "ranges"> {
  readonly accountId: string;
  /** Range of every location, by name. */
  readonly locations: Readonly<Record<string, string>>;
  /** By location: 32 random bytes in base64, made by `npm run secrets`. */
  readonly tunnelSecrets: Readonly<Record<string, pulumi.Output<string>>>;
}

export interface ManagementTunnel {
  readonly id: pulumi.Output<string>;
  /** What the connector on the node runs with; secret. */
  readonly token: pulumi.Output<string>;
}

/**
 * ```ts
 * new PrivateNetwork("private", { accountId, teamName, locations: { pm1: "10.50.0.0/24" }, … });
 * ```
 */
export class PrivateNetwork extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:PrivateNetwork";

  /** By location. */
  readonly tunnels: Readonly<Record<string, ManagementTunnel>>;

  readonly #name: string;
  readonly #args: PrivateNetworkArgs;

  constructor(name: string, args: PrivateNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const policies = renderNetworkPolicies({ ...args, ranges: Object.values(args.locations) });
    const facts = { locations: args.locations, policies };
    super(PrivateNetwork.__pulumiType, name, facts, opts);
    this.#name = name;
    this.#args = args;

    this.#createDeviceSettings();
    const denied = this.#createPolicies(policies);
    this.tunnels = Object.fromEntries(
      Object.entries(args.locations).map(([location, range]) => [
        location,
        this.#createTunnel(location, range, denied),
      ]),
    );
    this.registerOutputs(facts);
  }

  /** Devices send only the locations' ranges, and all of it passes the network policies. */
  #createDeviceSettings(): void {
    const { accountId, locations } = this.#args;
    new cloudflare.ZeroTrustDeviceSettings(
      `${this.#name}-device-settings`,
      { accountId, gatewayProxyEnabled: true, gatewayUdpProxyEnabled: true },
      { parent: this },
    );
    new cloudflare.ZeroTrustDeviceDefaultProfile(
      `${this.#name}-device-profile`,
      {
        accountId,
        allowedToLeave: true,
        allowModeSwitch: false,
        allowUpdates: true,
        autoConnect: 0,
        captivePortal: 180,
        disableAutoFallback: false,
        excludeOfficeIps: false,
        includes: Object.entries(locations).map(([location, address]) => ({
          address,
          description: location,
        })),
        serviceModeV2: { mode: "warp" },
        switchLocked: false,
        tunnelProtocol: "masque",
      },
      { parent: this },
    );
  }

  #createPolicies(
    policies: ReturnType<typeof renderNetworkPolicies>,
  ): cloudflare.ZeroTrustGatewayPolicy[] {
    return policies.map(
      (policy) =>
        new cloudflare.ZeroTrustGatewayPolicy(
          `${this.#name}-policy-${policy.name}`,
          { ...policy, accountId: this.#args.accountId, enabled: true, filters: ["l4"] },
          { parent: this },
        ),
    );
  }

  #createTunnel(
    location: string,
    range: string,
    policies: readonly pulumi.Resource[],
  ): ManagementTunnel {
    const { accountId } = this.#args;
    const tunnelSecret = this.#secretOf(location);
    const tunnel = new cloudflare.ZeroTrustTunnelCloudflared(
      `${this.#name}-${location}-tunnel`,
      { accountId, name: `${location}-management`, configSrc: "cloudflare", tunnelSecret },
      { parent: this, deleteBeforeReplace: true },
    );
    new cloudflare.ZeroTrustTunnelCloudflaredConfig(
      `${this.#name}-${location}-ingress`,
      {
        accountId,
        tunnelId: tunnel.id,
        source: "cloudflare",
        // Nothing public ever comes this way.
        config: { ingresses: [{ service: "http_status:404" }] },
      },
      { parent: this },
    );
    new cloudflare.ZeroTrustTunnelCloudflaredRoute(
      `${this.#name}-${location}-route`,
      { accountId, tunnelId: tunnel.id, network: range, comment: `Location ${location}` },
      // The range is closed to strangers before there is a way to it, and until there is none.
      { parent: this, dependsOn: [...policies], deleteBeforeReplace: true },
    );
    const token = pulumi.all([tunnel.id, tunnelSecret]).apply(([id, secret]) => {
      return tunnelToken(accountId, id, secret);
    });
    return { id: tunnel.id, token: pulumi.secret(token) };
  }

  #secretOf(location: string): pulumi.Output<string> {
    const secret = this.#args.tunnelSecrets[location];
    if (secret === undefined) {
      throw new pulumi.ResourceError(
        `PrivateNetwork "${this.#name}": tunnelSecrets.${location} is missing. Run \`npm run secrets -- init account\`.`,
        this,
        true,
      );
    }
    return pulumi.secret(secret);
  }
}
