import { readFileSync, statSync } from "node:fs";

import { UserError } from "../../model/basics/user-error";

/** A token out of a file of mode 0600 or less. Its value is in no message. */
export function readToken(variable: string, file: string, form: RegExp): string {
  let token: string;
  let mode: number;
  try {
    ({ mode } = statSync(file));
    token = readFileSync(file, "utf8").trim();
  } catch {
    throw new UserError(`contract: ${variable} cannot be read, got ${file}. Create the file.`);
  }
  if ((mode & 0o077) !== 0) {
    throw new UserError(
      `contract: ${variable} must be a file that nobody else can read, got ${file}. Run "chmod 600 ${file}".`,
    );
  }
  if (!form.test(token)) {
    throw new UserError(
      `contract: ${variable} must hold one token and nothing else, got a file of another form. Write the token into ${file} again.`,
    );
  }
  return token;
}

/** As Cloudflare's provider demands it. */
export const cloudflareTokenForm = /^[A-Za-z0-9_-]{40,80}$/;

/** `USER@REALM!TOKENID=UUID` */
export const proxmoxTokenForm =
  /^[^@!=\s]+@[^@!=\s]+![^@!=\s]+=[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
