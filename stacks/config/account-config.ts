import { z } from "zod";

import * as field from "./field";

const members = field.section({
  emails: field.list(field.email, 0).default([]),
  emailDomains: field.list(field.domain, 0).default([]),
});

const identityProviders = [
  "onetimepin",
  "azureAD",
  "github",
  "google",
  "google-apps",
  "oidc",
  "okta",
] as const;

/** What Pulumi.account.yaml holds below `moco-infra:`, secrets apart. */
export const accountSchema = field.section({
  cloudflare: field.cloudflare,
  locations: field.named(field.cidr),
  groups: field.named(members),
  operators: field.label,
  serviceTokens: field.named(field.section({ duration: field.text.default("8760h") })),
  automation: field.label,
  identityProvider: field
    .section({
      type: field.oneOf(identityProviders),
      settings: z.record(z.string(), field.text).default({}),
    })
    .default({ type: "onetimepin", settings: {} }),
  protect: field.flag.default(true),
});

export type AccountConfig = z.output<typeof accountSchema>;
