/** Who may enter through a public name. A fact about the service, decided where the route is written. */
export type AccessSpec = LoginAccess | ServiceTokenAccess | PublicAccess;

/** People who sign in with the identity provider and belong to one of these groups. */
export interface LoginAccess {
  readonly kind: "login";
  readonly groups: readonly [string, ...string[]];
}

/** Programs that send one of these Access service tokens. */
export interface ServiceTokenAccess {
  readonly kind: "serviceToken";
  readonly tokens: readonly [string, ...string[]];
}

/** Anyone, because the caller cannot sign in (a webhook, a mobile client); something else guards it. */
export interface PublicAccess {
  readonly kind: "public";
  readonly reason: string;
  readonly compensatingControl: string;
}

/** People of these groups, signed in. */
export function login(...groups: readonly [string, ...string[]]): LoginAccess {
  return { kind: "login", groups };
}

/** Programs with one of these service tokens. */
export function serviceToken(...tokens: readonly [string, ...string[]]): ServiceTokenAccess {
  return { kind: "serviceToken", tokens };
}

/** Anyone; says why, and what guards it instead. */
export function publicAccess(reason: string, compensatingControl: string): PublicAccess {
  return { kind: "public", reason, compensatingControl };
}
