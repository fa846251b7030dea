import type { EdgeApi } from "./edge-api";

/** What `pulumi import --file` reads, with the resources that have to be in the state before. */
export interface AccountImport {
  /** URNs of what the imported belong to: made by an `up` that targets them, which changes nothing at Cloudflare. */
  readonly owners: readonly string[];
  readonly file: { readonly nameTable: object; readonly resources: readonly object[] };
}

const urn = "urn:pulumi:account::moco-infra";
const provider = `${urn}::pulumi:providers:cloudflare::cloudflare`;
const parent = `${urn}::moco:index:AccountAccess::access`;

/** Kind and type at Cloudflare, name in the program. */
const defaults = [
  ["zeroTrustAccessIdentityProvider", "onetimepin", "access-identity-provider"],
  ["zeroTrustAccessApplication", "warp", "access-enrolment"],
] as const;

/**
 * What an account has from its beginning, as it is taken under Pulumi: an `up` would be refused for it
 * (docs/cloudflare.md). Nothing where it has none of it.
 */
export async function importOfNewAccount(
  api: Pick<EdgeApi, "list">,
  accountId: string,
): Promise<AccountImport | undefined> {
  const found = await Promise.all(
    defaults.map(async ([kind, wanted, name]) => {
      const objects = await api.list(kind);
      const object = objects.find(({ properties }) => properties["type"] === wanted);
      const type = `cloudflare:index/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
      return object === undefined
        ? []
        : [
            {
              type,
              name,
              id: `accounts/${accountId}/${object.id}`,
              parent: "access",
              provider: "cloudflare",
            },
          ];
    }),
  );
  const resources = found.flat();
  return resources.length === 0
    ? undefined
    : {
        owners: [provider, parent],
        file: { nameTable: { access: parent, cloudflare: provider }, resources },
      };
}
