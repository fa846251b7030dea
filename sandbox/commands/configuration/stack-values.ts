import { edgeAccount } from "@moco-sandbox/cloudflare/edge-account";
import type { Artifact } from "@moco-sandbox/images/ensure-registry";
import { imageLockPath } from "@moco-sandbox/images/image-lock-path";
import { registry, wan } from "@moco-sandbox/world";

import type { ConfigValues } from "./stack-file";

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
