import { readFileSync } from "node:fs";
import { join } from "node:path";

import { parse } from "yaml";

import { UserError } from "../../model/basics/user-error";
import { plainValues } from "../../stacks/config/plain-values";
import type { ContractAccount } from "./account-client";
import { cloudflareTokenForm, readToken } from "./read-token";
import type { ContractTargets } from "./targets";

interface Cloudflare {
  readonly accountId: string;
  readonly zones: Readonly<Record<string, { readonly id: string; readonly name: string }>>;
}

/** The account of `Pulumi.account.yaml` in a folder, with the one zone that was named. */
export function namedAccount(
  folder: string,
  { zone, tokenFile }: NonNullable<ContractTargets["account"]>,
): ContractAccount {
  const text = readFileSync(join(folder, "Pulumi.account.yaml"), "utf8");
  const { config } = parse(text) as { readonly config: Readonly<Record<string, unknown>> };
  const { accountId, zones } = plainValues(config, "moco-infra")["cloudflare"] as Cloudflare;
  const found = Object.values(zones).find(({ name }) => name === zone);
  if (found === undefined) {
    const names = Object.values(zones).map(({ name }) => name);
    throw new UserError(
      `contract: MOCO_CONTRACT_ACCOUNT must be a zone of Pulumi.account.yaml, got ${zone}. Use one of ${names.sort().join(", ")}.`,
    );
  }
  return {
    apiUrl: "https://api.cloudflare.com/client/v4",
    apiToken: readToken("MOCO_CONTRACT_ACCOUNT_TOKEN_FILE", tokenFile, cloudflareTokenForm),
    accountId,
    zone: found,
  };
}
