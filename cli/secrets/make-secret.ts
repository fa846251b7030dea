import { randomBytes } from "node:crypto";

import { generateHostKey } from "./generate-host-key";
import { generatePassword } from "./generate-password";
import type { SecretSpec } from "./secret-spec";

/** One value on its way into a stack's configuration. */
export interface ConfigValue {
  readonly key: string;
  readonly value: string;
  readonly secret: boolean;
}

/** A secret that this script can make by itself. */
export type MadeSpec = Exclude<SecretSpec, { kind: "provided" }>;

/**
 * Makes a secret. A host key's public part comes first: after an interruption, a private part that is
 * there always has its public part.
 */
export async function makeSecret(spec: MadeSpec): Promise<readonly ConfigValue[]> {
  switch (spec.kind) {
    case "password":
      return [{ key: spec.key, value: generatePassword(spec.length ?? 40), secret: true }];
    case "tunnelSecret":
      return [{ key: spec.key, value: randomBytes(32).toString("base64"), secret: true }];
    case "sshHostKey": {
      const { privateKey, publicKey } = await generateHostKey(spec.guest);
      return [
        { key: spec.publicKey, value: publicKey, secret: false },
        { key: spec.key, value: privateKey, secret: true },
      ];
    }
  }
}
