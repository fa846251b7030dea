import type { ContractAccount, ContractStacks } from "./contract-stacks";

const urn = "urn:pulumi:account::moco-infra";
const provider = `${urn}::pulumi:providers:cloudflare::cloudflare`;
const parent = `${urn}::moco:index:AccountAccess::access`;

/** What every account has from its beginning, once: where it is listed, its type there, and what the program calls it. */
const beginnings = [
  [
    "identity_providers",
    "onetimepin",
    "ZeroTrustAccessIdentityProvider",
    "access-identity-provider",
  ],
  ["apps", "warp", "ZeroTrustAccessApplication", "access-enrolment"],
] as const;

/** Takes it under Pulumi as docs/cloudflare.md has an operator do it; says what that was. */
export async function adoptAccount(
  stacks: ContractStacks,
  account: ContractAccount,
): Promise<readonly string[]> {
  const adopted: string[] = [];
  for (const [place, type, kind, name] of beginnings) {
    const id = await findBeginning(account, place, type);
    if (id === undefined) continue;
    if (adopted.length === 0) {
      const targets = ["--target", provider, "--target", parent];
      await stacks.succeed("up", "account", ["--yes", "--skip-preview", ...targets]);
    }
    await stacks.succeed("import", "account", [
      `cloudflare:index/${kind.charAt(0).toLowerCase()}${kind.slice(1)}:${kind}`,
      ...[name, `accounts/${account.accountId}/${id}`],
      ...["--yes", "--skip-preview", "--protect=false", "--generate-code=false"],
      ...["--parent", `access=${parent}`, "--provider", `cloudflare=${provider}`],
    ]);
    adopted.push(name);
  }
  return adopted;
}

async function findBeginning(
  { apiUrl, apiToken, accountId }: ContractAccount,
  place: string,
  type: string,
): Promise<string | undefined> {
  const response = await fetch(`${apiUrl}/accounts/${accountId}/access/${place}`, {
    headers: { authorization: `Bearer ${apiToken}` },
  });
  const { result } = (await response.json()) as {
    readonly result: readonly { readonly id: string; readonly type: string }[];
  };
  return result.find((each) => each.type === type)?.id;
}
