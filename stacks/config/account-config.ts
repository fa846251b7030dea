import type { z } from "zod";

import * as field from "./field";
import { identityProvider } from "./identity-provider";

const members = field.section({
  emails: field.list(field.email, 0).default([]).describe("its members"),
  emailDomains: field
    .list(field.domain, 0)
    .default([])
    .describe("everyone with an address below one of these is a member"),
});

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
          description:
            "how long it is valid, in hours, from when this is changed; the default is a year ([runbook](runbooks/service-token.md))",
          example: "8760h",
        }),
        secret: field
          .section({
            version: field.wholeNumber(2, 1_000).describe("a higher one makes a new secret"),
            previousUntil: field.moment.describe("until when the secret before is valid as well"),
          })
          .optional(),
      }),
    )
    .describe("a program's credential"),
  automation: field.label.meta({
    description: "the one of `serviceTokens` that continuous integration joins with",
    example: "automation",
  }),
  identityProvider: identityProvider.default({ type: "onetimepin", settings: {} }),
  protect: field.flag.default(true).describe("every stack has it; it changes nothing here"),
});

export type AccountConfig = z.output<typeof accountSchema>;
