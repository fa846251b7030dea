import { randomBytes } from "node:crypto";

import { generateHostKey } from "./generate-host-key";
import { generatePassword } from "./generate-password";
import { hostKeyPublic, type StackSecret } from "../../stacks/config/stack-secret";

/** One value on its way into a stack's configuration. */
export interface ConfigValue {
  readonly key: string;
  readonly value: string;
  readonly secret: boolean;
}

/** A secret that this script can make by itself. */
export type MadeSecret = Exclude<StackSecret, { kind: "provided" }>;

/**
 * Makes a secret. A host key's public part comes first: after an interruption, a private part that is
 * there always has its public part.
 */
export async function makeSecret(secret: MadeSecret): Promise<readonly ConfigValue[]> {
  switch (secret.kind) {
    case "password":
      return [{ key: secret.key, value: generatePassword(secret.length ?? 40), secret: true }];
    case "tunnelSecret":
      return [{ key: secret.key, value: randomBytes(32).toString("base64"), secret: true }];
    case "sshHostKey": {
      const { privateKey, publicKey } = await generateHostKey(secret.guest);
      return [
        { key: hostKeyPublic(secret.guest), value: publicKey, secret: false },
        { key: secret.key, value: privateKey, secret: true },
      ];
    }
  }
}
