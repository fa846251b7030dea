import { isPublic } from "./is-public";
import { addressOf } from "../../model/service/address-of";
import type { TunnelRoute } from "./tunnel-route";

/** Settings of a route's Access application, its account and policies apart. */
export interface AccessApplicationSettings {
  readonly name: string;
  readonly type: "self_hosted";
  readonly domain: string;
  readonly destinations: { readonly type: "public"; readonly uri: string }[];
  readonly sessionDuration: string;
  readonly appLauncherVisible: boolean;
  readonly autoRedirectToIdentity: false;
  readonly enableBindingCookie: false;
  readonly httpOnlyCookieAttribute: true;
  readonly optionsPreflightBypass: false;
  readonly pathCookieAttribute: false;
  readonly sameSiteCookieAttribute: "lax";
  readonly serviceAuth401Redirect: boolean;
  readonly skipInterstitial: boolean;
}

/**
 * Every default is spelled out: what is left out comes back from the API with a value, and then
 * every preview shows a change (https://github.com/cloudflare/terraform-provider-cloudflare/issues/5495).
 * `allowAuthenticateViaWarp` is not: without a session duration for devices the API refuses even `false`.
 */
export function renderAccessApplication(route: TunnelRoute): AccessApplicationSettings {
  const program = route.access.kind === "serviceToken";
  return {
    name: route.name,
    type: "self_hosted",
    domain: addressOf(route),
    destinations: [{ type: "public", uri: addressOf(route) }],
    sessionDuration: "24h",
    appLauncherVisible: !isPublic(route) && !program,
    autoRedirectToIdentity: false,
    enableBindingCookie: false,
    httpOnlyCookieAttribute: true,
    optionsPreflightBypass: false,
    pathCookieAttribute: false,
    sameSiteCookieAttribute: "lax",
    // A program has no use for a login page: it gets 401 instead of a redirect.
    serviceAuth401Redirect: program,
    skipInterstitial: program,
  };
}
