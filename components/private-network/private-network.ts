import * as cloudflare from "@pulumi/cloudflare";
import * as pulumi from "@pulumi/pulumi";

import { mapValues } from "../../model/basics/map-values";
import { type PrivateReach, renderNetworkPolicies } from "./network-policies";
import { tunnelToken } from "../zero-trust-tunnel/zero-trust-tunnel";

/*
 * How operators reach the locations: a management tunnel and a private route for each, what their
 * devices send through it, and who is let through. The connector of a management tunnel runs on the
 * location's node and is installed by `npm run bootstrap`, not from here.
 */

export interface PrivateNetworkArgs extends Omit<PrivateReach, "ranges"> {
  readonly accountId: string;
  /** By name. */
  readonly locations: Readonly<Record<string, ReachedLocation>>;
}

export interface ReachedLocation {
  /** `10.50.0.0/24` */
  readonly range: string;
  /** What its management tunnel is made with: 32 random bytes in base64, made by `npm run secrets`. */
  readonly tunnelSecret: pulumi.Output<string>;
}

export interface ManagementTunnel {
  readonly id: pulumi.Output<string>;
  /** What the connector on the node runs with; secret. */
  readonly token: pulumi.Output<string>;
}

/**
 * ```ts
 * new PrivateNetwork("private", { accountId, teamName, locations: { pm1: { range, tunnelSecret } }, … });
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
    const locations = mapValues(args.locations, ({ range }) => range);
    const policies = renderNetworkPolicies({ ...args, ranges: Object.values(locations) });
    const facts = { locations, policies };
    super(PrivateNetwork.__pulumiType, name, facts, opts);
    this.#name = name;
    this.#args = args;

    this.#createDeviceProfile();
    const filter = [this.#createDeviceSettings(), ...this.#createPolicies(policies)];
    this.tunnels = mapValues(args.locations, (reached, location) =>
      this.#createTunnel(location, reached, filter),
    );
    this.registerOutputs(facts);
  }

  /**
   * What devices send passes the network policies: without Gateway's proxy they decide about nothing.
   * All five are named: as soon as a refresh has met one that is left out, the provider asks for null, at
   * every deployment, which Cloudflare refuses.
   */
  #createDeviceSettings(): cloudflare.ZeroTrustDeviceSettings {
    return new cloudflare.ZeroTrustDeviceSettings(
      `${this.#name}-device-settings`,
      {
        accountId: this.#args.accountId,
        disableForTime: 0,
        gatewayProxyEnabled: true,
        gatewayUdpProxyEnabled: true,
        rootCertificateInstallationEnabled: false,
        useZtVirtualIp: false,
      },
      // Not every account has it, and where it is it comes back unasked.
      { parent: this, ignoreChanges: ["externalEmergencySignalEnabled"] },
    );
  }

  /** Devices send only the locations' ranges, and names to Gateway. */
  #createDeviceProfile(): void {
    const { accountId, locations } = this.#args;
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
        // Left out, the provider plans it anew each time; policyId likewise, which is no input.
        dnsSearchSuffixes: [],
        excludeOfficeIps: false,
        includes: Object.entries(locations).map(([location, { range }]) => ({
          address: range,
          description: location,
        })),
        serviceModeV2: { mode: "warp" },
        switchLocked: false,
        tunnelProtocol: "masque",
      },
      { parent: this, ignoreChanges: ["policyId"] },
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
    reached: ReachedLocation,
    filter: readonly pulumi.Resource[],
  ): ManagementTunnel {
    const { accountId } = this.#args;
    const tunnelSecret = pulumi.secret(reached.tunnelSecret);
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
      { accountId, tunnelId: tunnel.id, network: reached.range, comment: `Location ${location}` },
      // The range is closed to strangers before there is a way to it, and until there is none.
      { parent: this, dependsOn: [...filter], deleteBeforeReplace: true },
    );
    const token = pulumi.all([tunnel.id, tunnelSecret]).apply(([id, secret]) => {
      return tunnelToken(accountId, id, secret);
    });
    return { id: tunnel.id, token: pulumi.secret(token) };
  }
}
