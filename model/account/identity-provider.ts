/** How people sign in; what its settings mean is in Cloudflare's page of the provider. */
export interface IdentityProviderSpec {
  /** `onetimepin` needs nothing else: a code is sent to the e-mail address. */
  readonly type: "onetimepin" | "azureAD" | "github" | "google" | "google-apps" | "oidc" | "okta";
  /** Plain settings by Cloudflare's own names; never a secret. @default {} */
  readonly settings?: Readonly<Record<string, string>>;
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
export function titleOf({ type }: IdentityProviderSpec): string {
  return titles[type];
}
