import { hasClientSecret } from "../../model/account/identity-provider";
import { ownedServices } from "../../model/service/owned-services";
import type { AccountConfig } from "../config/account-config";
import type { LocationConfig } from "../config/location-config";
import type { LocationDefinition } from "./location-definition";
import {
  hostKeyPrivate,
  identityProviderSecret,
  type SecretNeed,
  serviceSecret,
  tunnelSecret,
} from "../config/secret-need";

const cloudflareToken: SecretNeed = {
  key: "cloudflareToken",
  kind: "provided",
  description: "API token of Cloudflare; docs/cloudflare.md names its permissions",
};

/** Every secret of the stack `account`. */
export function accountSecretNeeds(
  config: Pick<AccountConfig, "locations" | "identityProvider">,
): readonly SecretNeed[] {
  const { type } = config.identityProvider;
  return [
    cloudflareToken,
    ...(hasClientSecret({ type })
      ? [
          {
            key: identityProviderSecret,
            kind: "provided",
            description: `client secret of the identity provider ${type}; its own console shows it`,
          } as const,
        ]
      : []),
    ...Object.keys(config.locations).map((location): SecretNeed => ({
      key: tunnelSecret(location),
      kind: "tunnelSecret",
      description: `secret of ${location}'s management tunnel`,
    })),
  ];
}

/** Every secret of a location. */
export function locationSecretNeeds(
  location: string,
  config: Pick<LocationConfig, "guests">,
  definition: LocationDefinition,
): readonly SecretNeed[] {
  return [
    cloudflareToken,
    {
      key: "proxmoxToken",
      kind: "provided",
      description: `API token of Proxmox; "npm run bootstrap -- ${location}" makes it`,
    },
    {
      key: tunnelSecret("services"),
      kind: "tunnelSecret",
      description: `secret of ${location}'s tunnel for services`,
    },
    ...Object.keys(config.guests).map((guest): SecretNeed => ({
      key: hostKeyPrivate(guest),
      kind: "sshHostKey",
      description: `SSH host key of ${guest}`,
    })),
    ...serviceSecretNeeds(definition),
  ];
}

function serviceSecretNeeds(definition: LocationDefinition): readonly SecretNeed[] {
  const needs = new Map<string, SecretNeed>();
  for (const { service } of definition.services) {
    for (const owner of [service, ...ownedServices(service)]) {
      for (const [name, { length, onRotation }] of Object.entries(owner.secrets ?? {})) {
        const key = serviceSecret(name);
        const known = needs.get(key);
        needs.set(key, {
          key,
          kind: "password",
          ...(length === undefined ? {} : { length }),
          description: `secret of ${owner.name}`,
          ...known,
          onRotation: [...new Set([...(known?.onRotation ?? []), onRotation])],
        });
      }
    }
  }
  return [...needs.values()];
}
