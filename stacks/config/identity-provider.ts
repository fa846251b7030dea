import { z } from "zod";

import type { IdentityProviderSpec } from "../../model/account/identity-provider";
import * as field from "./field";

const clientId = field.text.meta({
  description: "what Cloudflare is called at the provider; its secret is `identityProviderSecret`",
  example: "my-client-id",
});

const client = { clientId };

const claimed = {
  clientId,
  claims: field
    .list(field.text, 1)
    .meta({ description: "what else policies may ask of a person", example: "groups" })
    .optional(),
  emailClaimName: field.text
    .meta({ description: "claim that holds the e-mail address", example: "email" })
    .optional(),
};

const kinds = {
  azureAD: {
    ...claimed,
    directoryId: field.text.meta({
      description: "the tenant",
      example: "00000000-0000-0000-0000-000000000000",
    }),
    supportGroups: field.flag.describe("load people's groups").optional(),
    conditionalAccessEnabled: field.flag.describe("load authentication contexts").optional(),
    prompt: field
      .oneOf(["login", "select_account", "none"])
      .describe("what a person is asked at each login")
      .optional(),
  },
  github: client,
  google: claimed,
  "google-apps": {
    ...claimed,
    appsDomain: field.domain.describe("the company's domain at Google"),
  },
  oidc: {
    ...claimed,
    authUrl: field.url.describe("its `authorization_endpoint`"),
    tokenUrl: field.url.describe("its `token_endpoint`"),
    certsUrl: field.url.describe("its `jwks_uri`"),
    scopes: field
      .list(field.text, 1)
      .meta({ description: "scopes that are asked for", example: "openid" })
      .optional(),
    pkceEnabled: field.flag.describe("use PKCE").optional(),
  },
  okta: {
    ...claimed,
    oktaAccount: field.url.meta({
      description: "the company's address at Okta",
      example: "https://company.okta.com",
    }),
    authorizationServerId: field.text
      .meta({ description: "another authorization server than Okta's own", example: "default" })
      .optional(),
  },
} as const;

const typeMeaning =
  "how people sign in; `onetimepin` is a code by e-mail, all others need the secret `identityProviderSecret`";

const provider = <const Type extends string, Settings extends z.ZodType>(
  type: Type,
  settings: Settings,
) => field.section({ type: z.literal(type).describe(typeMeaning), settings });

/** How people sign in: a key that its provider would drop without a word is refused by name. */
export const identityProvider = field.oneOfKinds("type", [
  provider("onetimepin", field.section({}).default({})),
  provider("azureAD", field.section(kinds.azureAD)),
  provider("github", field.section(kinds.github)),
  provider("google", field.section(kinds.google)),
  provider("google-apps", field.section(kinds["google-apps"])),
  provider("oidc", field.section(kinds.oidc)),
  provider("okta", field.section(kinds.okta)),
]) satisfies z.ZodType<IdentityProviderSpec>;
