import { z } from "zod";

import * as field from "./field";

const members = field.section({
  emails: field.list(field.email, 0).default([]),
  emailDomains: field.list(field.domain, 0).default([]),
});

/** What Pulumi.account.yaml holds below `moco-infra:`, secrets apart. */
export const accountSchema = field.section({
  cloudflare: field.section({
    apiUrl: field.url.default("https://api.cloudflare.com/client/v4"),
    accountId: field.hex(32),
    zoneId: field.hex(32),
    zone: field.domain,
    teamName: field.label,
  }),
  /** Range of every location, reached through its node's management tunnel. */
  locations: field.named(field.cidr),
  groups: field.named(members),
  /** Name of the group that may reach the private ranges. */
  operators: field.label,
  protect: field.flag.default(true),
  serviceTokens: field.named(field.section({ duration: field.text.default("8760h") })),
  /** Name of the service token that continuous integration joins with. */
  automation: field.label,
  identityProvider: z.discriminatedUnion("type", [
    field.section({ type: z.literal("onetimepin") }),
  ]),
});

export type AccountConfig = z.output<typeof accountSchema>;
