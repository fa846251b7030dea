/** One secret value of a stack: under which key it lies, and how it comes to be. */
export interface SecretNeed {
  /** Key in the stack's configuration, without the project's prefix. */
  readonly key: string;
  readonly kind: "password" | "tunnelSecret" | "sshHostKey" | "provided";
  /** Characters of a password. @default 40 */
  readonly length?: number;
  /** What it is for, and for `provided` ones where to get it. */
  readonly description: string;
  /** What has to happen besides, when its value changes; by every service that uses it. @default [] */
  readonly onRotation?: readonly string[];
}

/** Key of the identity provider's client secret. */
export const identityProviderSecret = "identityProviderSecret";

/** Key of a guest's private SSH host key. */
export function hostKeyPrivate(guest: string): string {
  return `hostKeyPrivate-${guest}`;
}

/** What the keys of public SSH host keys begin with. */
export const hostKeyPublicPrefix = "hostKeyPublic-";

/** Key of a guest's public SSH host key, which is no secret. */
export function hostKeyPublic(guest: string): string {
  return `${hostKeyPublicPrefix}${guest}`;
}

/** Key of a service's secret. */
export function serviceSecret(secret: string): string {
  return `secret-${secret}`;
}

/** Key of the tunnel secret: of a location's services, or of its management tunnel. */
export function tunnelSecret(tunnel: string): string {
  return `tunnelSecret-${tunnel}`;
}
