import { edgeAccount } from "../cloudflare/edge-account";
import { imageLockPath } from "../images/image-lock-path";
import { registry, wan } from "../world";
import type { ConfigValues } from "./stack-file";

/** A file on the world's artifact server, as a stack's configuration names it. */
export interface Artifact {
  readonly url: string;
  readonly sha256: string;
}

/** Everybody who signs in at the stand-in for the identity provider. */
export const people = { operator: "ada@moco.test", stranger: "eve@elsewhere.test" } as const;

/** What the sandbox's `account` has other than production's. */
export function accountValues(): ConfigValues {
  const group = { emails: [people.operator] };
  return {
    cloudflare: { ...edgeAccount },
    groups: { operators: group, automation: group },
    protect: false,
  };
}

/** What a sandbox's location has other than production's: endpoints, keys, the image lock. */
export function locationValues(
  operatorKey: string,
  cloudflared: Artifact,
): ConfigValues & { readonly imageLock: string } {
  return {
    cloudflare: { ...edgeAccount },
    operators: { authorizedKeys: [operatorKey] },
    artifacts: { cloudflared: { version: "stand-in", ...cloudflared } },
    docker: {
      registryMirrors: [`http://${wan.registry}`],
      insecureRegistries: [wan.registry, ...registry.aliases],
    },
    imageLock: imageLockPath,
    protect: false,
  };
}
