/** How people sign in, with what each provider needs by the Pulumi provider's own names; never a secret. */
export type IdentityProviderSpec =
  /** Needs nothing else: a code is sent to the e-mail address. */
  | { readonly type: "onetimepin" }
  | { readonly type: "azureAD"; readonly settings: EntraSettings }
  | { readonly type: "github"; readonly settings: ClientSettings }
  | { readonly type: "google"; readonly settings: ClaimedSettings }
  | { readonly type: "google-apps"; readonly settings: GoogleWorkspaceSettings }
  | { readonly type: "oidc"; readonly settings: OpenIdSettings }
  | { readonly type: "okta"; readonly settings: OktaSettings };

interface ClientSettings {
  /** What Cloudflare is called at the provider. */
  readonly clientId: string;
}

interface ClaimedSettings extends ClientSettings {
  /** What else policies may ask of a person. */
  readonly claims?: string[] | undefined;
  /** Claim that holds the e-mail address. @default "email" */
  readonly emailClaimName?: string | undefined;
}

interface EntraSettings extends ClaimedSettings {
  /** The tenant. */
  readonly directoryId: string;
  readonly supportGroups?: boolean | undefined;
  readonly conditionalAccessEnabled?: boolean | undefined;
  readonly prompt?: "login" | "select_account" | "none" | undefined;
}

interface GoogleWorkspaceSettings extends ClaimedSettings {
  /** The company's domain at Google. */
  readonly appsDomain: string;
}

interface OpenIdSettings extends ClaimedSettings {
  readonly authUrl: string;
  readonly tokenUrl: string;
  readonly certsUrl: string;
  readonly scopes?: string[] | undefined;
  readonly pkceEnabled?: boolean | undefined;
}

interface OktaSettings extends ClaimedSettings {
  /** `https://company.okta.com` */
  readonly oktaAccount: string;
  readonly authorizationServerId?: string | undefined;
}

const titles: Readonly<Record<IdentityProviderSpec["type"], string>> = {
  onetimepin: "One-time PIN",
  azureAD: "Microsoft Entra ID",
  github: "GitHub",
  google: "Google",
  "google-apps": "Google Workspace",
  oidc: "OpenID Connect",
  okta: "Okta",
};

/** Whether Cloudflare signs in at the provider with a client secret; a one-time PIN has no provider. */
export function hasClientSecret({ type }: Pick<IdentityProviderSpec, "type">): boolean {
  return type !== "onetimepin";
}

/** What people read on the login page. */
export function titleOf({ type }: Pick<IdentityProviderSpec, "type">): string {
  return titles[type];
}
