import * as command from "@pulumi/command";
import * as pulumi from "@pulumi/pulumi";

import { type GuestConnection, toCommandConnection } from "../host/host";
import type { Problem } from "../../model/basics/problem";
import { refuse } from "../../model/basics/user-error";
import { renderConnectorUnit } from "../cloudflared/cloudflared";
import {
  type CloudflaredRelease,
  renderInstallScript,
  renderRemoveScript,
} from "../cloudflared/cloudflared";
import { asRoot } from "./as-root";
import type { ZeroTrustTunnel } from "../zero-trust-tunnel/zero-trust-tunnel";

/*
 * The connectors of a location's tunnel: cloudflared as a systemd unit on each connector guest,
 * changed in place and one guest at a time, so that the tunnel is never without a connection.
 */

export interface TunnelConnectorsArgs {
  readonly tunnel: Pick<ZeroTrustTunnel, "token" | "tunnelName" | "connectors">;
  /** In the order in which they are updated; exactly the tunnel's `connectors`. */
  readonly guests: readonly ConnectorGuest[];
  readonly cloudflared: CloudflaredRelease;
}

export interface ConnectorGuest {
  /** `pm1-apps` */
  readonly guest: string;
  readonly connection: GuestConnection;
  /** Changes when the guest is rebuilt: then the connector is installed again. */
  readonly generation: pulumi.Input<string>;
  /** The guest's own preparation; the connector comes after it. */
  readonly ready: pulumi.Resource;
  /** The guest: when it goes, its connector goes with it and nothing is run on it. */
  readonly vm: pulumi.Resource;
}

/**
 * ```ts
 * new TunnelConnectors("pm1-connectors", { tunnel, guests: [mgmt, apps], cloudflared });
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
      guests: args.guests.map(({ guest }) => guest),
      cloudflared: { version: args.cloudflared.version, sha256: args.cloudflared.sha256 },
    };
    super(TunnelConnectors.__pulumiType, name, facts, opts);
    refuse(
      `TunnelConnectors "${name}"`,
      checkConnectorGuests(facts.guests, args.tunnel.connectors),
    );
    this.connectors = this.#createConnectors(name, args);
    this.registerOutputs(facts);
  }

  #createConnectors(
    name: string,
    { tunnel, guests, cloudflared }: TunnelConnectorsArgs,
  ): Record<string, command.remote.Command> {
    const install = renderInstallScript(cloudflared, renderConnectorUnit(tunnel.tunnelName));
    const connectors: Record<string, command.remote.Command> = {};
    let previous: readonly pulumi.Resource[] = [];
    for (const { guest, connection, generation, ready, vm } of guests) {
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

/** Faults between the guests that get a connector and those that the tunnel was promised. */
export function checkConnectorGuests(
  guests: readonly string[],
  promised: readonly string[],
): Problem[] {
  const missing = promised.filter((guest) => !guests.includes(guest));
  const extra = guests.filter((guest) => !promised.includes(guest));
  return [
    ...missing.map((guest) => ({
      path: `guests.${guest}`,
      problem: "is a connector of the tunnel and is missing",
      fix: "Pass the guest, or take it off the tunnel's connectors.",
    })),
    ...extra.map((guest) => ({
      path: `guests.${guest}`,
      problem: "is not a connector of the tunnel",
      fix: "Add it to the tunnel's connectors, so that the guests' edges let it in.",
    })),
  ];
}
