import { randomBytes } from "node:crypto";

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
/** Bytes from here on would make the first letters of the alphabet likelier than the others. */
const fairBytes = 256 - (256 % alphabet.length);

/** Letters and digits from the platform's random source, every one equally likely. */
export function generatePassword(
  length: number,
  random: (count: number) => Uint8Array = randomBytes,
): string {
  let password = "";
  while (password.length < length) {
    for (const byte of random(length)) {
      if (byte < fairBytes && password.length < length) {
        password += alphabet.charAt(byte % alphabet.length);
      }
    }
  }
  return password;
}
