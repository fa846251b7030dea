import { LocationNetwork } from "../../components/location-network/location-network";
import type { ZeroTrustTunnel } from "../../components/zero-trust-tunnel/zero-trust-tunnel";
import { createGuests, type MadeGuest } from "../../stacks/deploy/create-guests";
import { createTunnel } from "../../stacks/deploy/create-tunnel";
import { createCloudflareProvider, createProxmoxProvider } from "../../stacks/deploy/providers";
import type { Location } from "../../stacks/plan/location";
import { configOf } from "./own-stack";

/** What is there of a location when its services and connectors are made. */
export interface MadeLocation {
  readonly tunnel: ZeroTrustTunnel;
  readonly guests: readonly MadeGuest[];
}

/** Makes network, tunnel and guests of a location; call it inside of the recorded program. */
export function makeLocation(location: Location): MadeLocation {
  const stack = configOf({}, []);
  const provider = createProxmoxProvider(location.config, stack);
  const { network: plan, flows } = location;
  const network = new LocationNetwork("pm1-network", { plan, flows }, { providers: [provider] });
  const cloudflare = createCloudflareProvider(location.config, stack);
  const tunnel = createTunnel(location, cloudflare, stack);
  return { tunnel, guests: createGuests(location, { network, tunnel, provider, stack }) };
}
