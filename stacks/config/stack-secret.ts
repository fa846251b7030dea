/** One secret value of a stack: under which key it lies, and how it comes to be. Never the value itself. */
export type StackSecret = Password | TunnelSecret | SshHostKey | ProvidedSecret;

interface Described {
  /** Key in the stack's configuration, without the project's prefix: `secret-n8n-encryption-key`. */
  readonly key: string;
  /** What it is for, for the person who makes or rotates it. */
  readonly description: string;
  /** What has to happen besides, when its value changes; by every service that uses it. @default [] */
  readonly onRotation?: readonly string[];
}

/** Letters and digits, made by `npm run secrets`. */
export interface Password extends Described {
  readonly kind: "password";
  /** Characters. @default 40 */
  readonly length?: number;
}

/** 32 bytes in base64, made by `npm run secrets`: what a Cloudflare tunnel is made with. */
export interface TunnelSecret extends Described {
  readonly kind: "tunnelSecret";
}

/** An ed25519 host key, made by `npm run secrets`; `key` is that of its private part. */
export interface SshHostKey extends Described {
  readonly kind: "sshHostKey";
  /** Guest that shows it. */
  readonly guest: string;
}

/** Made elsewhere, for instance an API token: asked for, so its description says where to get it. */
export interface ProvidedSecret extends Described {
  readonly kind: "provided";
  /** What its user takes, where that is known; others are refused before they are kept. @default any text */
  readonly form?: SecretForm;
}

export interface SecretForm {
  readonly pattern: RegExp;
  /** In words: `40 to 80 letters and digits`. */
  readonly expectation: string;
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

/** Every key that a secret takes up: a host key's public part lies beside it. */
export function keysOf(secret: StackSecret): readonly string[] {
  return secret.kind === "sshHostKey" ? [hostKeyPublic(secret.guest), secret.key] : [secret.key];
}
