import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

import { asRoot, type Host, toCommandConnection } from "../host/host";
import { renderConnectorUnit } from "../cloudflared/cloudflared";
import {
  type CloudflaredRelease,
  renderInstallScript,
  renderRemoveScript,
} from "../cloudflared/cloudflared";
import type { ZeroTrustTunnel } from "../zero-trust-tunnel/zero-trust-tunnel";

/*
 * The connectors of a location's tunnel: cloudflared as a systemd unit on each connector guest,
 * changed in place and one guest at a time, so that the tunnel is never without a connection.
 */

export interface TunnelConnectorsArgs {
  readonly tunnel: Pick<ZeroTrustTunnel, "token" | "tunnelName">;
  /** The guests, in the order in which they are updated. */
  readonly hosts: readonly Host[];
  readonly cloudflared: CloudflaredRelease;
}

/**
 * ```ts
 * new TunnelConnectors("pm1-connectors", { tunnel, hosts: [mgmt, apps], cloudflared });
 * ```
 */
export class TunnelConnectors extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:TunnelConnectors";

  /** By guest name; resolved when the guest's connector is connected. */
  readonly connectors: Readonly<Record<string, command.remote.Command>>;

  constructor(name: string, args: TunnelConnectorsArgs, opts?: pulumi.ComponentResourceOptions) {
    const facts = {
      tunnel: args.tunnel.tunnelName,
      guests: args.hosts.map((host) => host.name),
      cloudflared: { version: args.cloudflared.version, sha256: args.cloudflared.sha256 },
    };
    super(TunnelConnectors.__pulumiType, name, facts, opts);
    this.connectors = this.#createConnectors(name, args);
    this.registerOutputs(facts);
  }

  #createConnectors(
    name: string,
    { tunnel, hosts, cloudflared }: TunnelConnectorsArgs,
  ): Record<string, command.remote.Command> {
    const install = renderInstallScript(cloudflared, renderConnectorUnit(tunnel.tunnelName));
    const connectors: Record<string, command.remote.Command> = {};
    let previous: readonly pulumi.Resource[] = [];
    for (const { name: guest, connection, generation, ready, vm } of hosts) {
      const connector = new command.remote.Command(
        `${name}-${guest}`,
        {
          connection: toCommandConnection(connection),
          // A comment, because sshd passes no environment and `triggers` would replace the connector.
          create: pulumi.interpolate`${asRoot(install)} # guest ${generation}`,
          delete: asRoot(renderRemoveScript()),
          stdin: pulumi.secret(tunnel.token),
          addPreviousOutputInEnv: false,
          logging: "none",
        },
        {
          parent: this,
          dependsOn: [ready, ...previous],
          deletedWith: vm,
          // Deleting stops the guest's one connector: after a replacement that is the new one.
          deleteBeforeReplace: true,
        },
      );
      connectors[guest] = connector;
      previous = [connector];
    }
    return connectors;
  }
}
