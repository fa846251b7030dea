import { hasClientSecret } from "../../model/account/identity-provider";
import { ownedServices } from "../../model/service/owned-services";
import type { AccountConfig } from "../config/account-config";
import type { LocationConfig } from "../config/location-config";
import type { LocationDefinition } from "./location-definition";
import {
  hostKeyPrivate,
  identityProviderSecret,
  type Password,
  type StackSecret,
  serviceSecret,
  tunnelSecret,
} from "../config/stack-secret";

const cloudflareToken: StackSecret = {
  key: "cloudflareToken",
  kind: "provided",
  description: "API token of Cloudflare; docs/cloudflare.md names its permissions",
  // What the provider takes (cloudflare/terraform-provider-cloudflare, internal/provider.go).
  form: {
    pattern: /^[0-9A-Za-z_-]{40,80}$/,
    expectation: "40 to 80 letters, digits, hyphens and underscores",
  },
};

/** Every secret of the stack `account`. */
export function secretsOfAccount(
  config: Pick<AccountConfig, "locations" | "identityProvider">,
): readonly StackSecret[] {
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
    ...Object.keys(config.locations).map((location): StackSecret => ({
      key: tunnelSecret(location),
      kind: "tunnelSecret",
      description: `secret of ${location}'s management tunnel`,
    })),
  ];
}

/** Every secret of a location. */
export function secretsOfLocation(
  location: string,
  config: Pick<LocationConfig, "guests">,
  definition: LocationDefinition,
): readonly StackSecret[] {
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
    ...Object.keys(config.guests).map((guest): StackSecret => ({
      key: hostKeyPrivate(guest),
      kind: "sshHostKey",
      guest,
      description: `SSH host key of ${guest}`,
    })),
    ...serviceSecrets(definition),
  ];
}

function serviceSecrets(definition: LocationDefinition): readonly StackSecret[] {
  const secrets = new Map<string, Password>();
  for (const { service } of definition.services) {
    for (const owner of [service, ...ownedServices(service)]) {
      for (const [name, { length, onRotation }] of Object.entries(owner.secrets ?? {})) {
        const key = serviceSecret(name);
        const known = secrets.get(key);
        secrets.set(key, {
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
  return [...secrets.values()];
}
