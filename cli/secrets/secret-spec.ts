import type { Problem } from "../../model/basics/problem";

/** A secret that a stack needs, by the key that its program reads it with. Never its value. */
export type SecretSpec = PasswordSpec | TunnelSecretSpec | SshHostKeySpec | ProvidedSpec;

interface Described {
  /** Full configuration key, `moco-infra:n8n-encryption-key`. */
  readonly key: string;
  /** What it is for and what a change of it does, for the person who rotates it. */
  readonly description: string;
  /** What has to happen besides, when its value changes. @default [] */
  readonly onRotation?: readonly string[];
}

/** Letters and digits, made here. */
export interface PasswordSpec extends Described {
  readonly kind: "password";
  /** @default 40 */
  readonly length?: number;
}

/** 32 bytes in base64, made here: what a Cloudflare tunnel is made with. */
export interface TunnelSecretSpec extends Described {
  readonly kind: "tunnelSecret";
}

/** An ed25519 host key of a guest, made here: `key` is the private part. */
export interface SshHostKeySpec extends Described {
  readonly kind: "sshHostKey";
  /** Key of the public part, which is no secret. */
  readonly publicKey: string;
  /** Comment of the public part, the guest's name. */
  readonly guest: string;
}

/** Made elsewhere, for instance an API token: asked for. */
export interface ProvidedSpec extends Described {
  readonly kind: "provided";
}

const keyPattern = /^[a-z][a-z0-9-]*:[A-Za-z][A-Za-z0-9_-]*$/;

/** Keys that a secret takes up in the configuration. */
export function keysOf(spec: SecretSpec): readonly string[] {
  return spec.kind === "sshHostKey" ? [spec.publicKey, spec.key] : [spec.key];
}

/** Faults in the list of a stack's secrets. */
export function checkSecretSpecs(specs: readonly SecretSpec[]): Problem[] {
  const keys = specs.flatMap(keysOf);
  return [
    ...keys
      .filter((key) => !keyPattern.test(key))
      .map((key) => ({
        path: key,
        problem: "must be a full, flat configuration key",
        fix: "Write it like moco-infra:n8n-encryption-key.",
      })),
    ...[...new Set(keys.filter((key, index) => keys.indexOf(key) !== index))].map((key) => ({
      path: key,
      problem: "is used by two secrets",
      fix: "Give every secret its own key.",
    })),
    ...specs.flatMap((spec) =>
      spec.kind === "password" && (spec.length ?? 40) < 20
        ? [
            {
              path: spec.key,
              problem: "must have at least 20 characters",
              got: String(spec.length),
              fix: "Leave the length out for 40.",
            },
          ]
        : [],
    ),
  ];
}
