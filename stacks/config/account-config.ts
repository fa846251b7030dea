import { z } from "zod";

import * as field from "./field";

const members = field.section({
  emails: field.list(field.email, 0).default([]).describe("its members"),
  emailDomains: field
    .list(field.domain, 0)
    .default([])
    .describe("everyone with an address below one of these is a member"),
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
  locations: field
    .named(field.cidr)
    .describe("a location's private range, reached through its node's management tunnel"),
  groups: field.named(members).describe("people; take somebody out here to let them go"),
  operators: field.label.meta({
    description: "the one of `groups` that may reach the private ranges",
    example: "operators",
  }),
  serviceTokens: field
    .named(
      field.section({
        duration: field.hours.default("8760h").meta({
          description: "how long it is valid, in hours; the default is a year",
          example: "8760h",
        }),
      }),
    )
    .describe("a program's credential"),
  automation: field.label.meta({
    description: "the one of `serviceTokens` that continuous integration joins with",
    example: "automation",
  }),
  identityProvider: field
    .section({
      type: field
        .oneOf(identityProviders)
        .describe(
          "how people sign in; `onetimepin` is a code by e-mail, all others need the secret `identityProviderSecret`",
        ),
      settings: z.record(z.string(), field.text).default({}).meta({
        description: "plain settings of the provider, by Cloudflare's own names (`clientId`, …)",
        example: "my-client-id",
      }),
    })
    .default({ type: "onetimepin", settings: {} }),
  protect: field.flag.default(true).describe("every stack has it; it changes nothing here"),
});

export type AccountConfig = z.output<typeof accountSchema>;
