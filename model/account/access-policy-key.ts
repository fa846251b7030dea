import type { AccessSpec } from "../service/access";

/** Name of a reusable Access policy; groups, service tokens and "anyone" cannot be mixed up. */
export type AccessPolicyKey = `login:${string}` | `serviceToken:${string}` | "public";

/** The reusable policies that let through whom a route names, in order of precedence. */
export function accessPolicyKeys(access: AccessSpec): readonly AccessPolicyKey[] {
  switch (access.kind) {
    case "login":
      return access.groups.map((group): AccessPolicyKey => `login:${group}`);
    case "serviceToken":
      return access.tokens.map((token): AccessPolicyKey => `serviceToken:${token}`);
    case "public":
      return ["public"];
  }
}
