import type { EdgeObject } from "../../../../sandbox/cloudflare/edge/edge-api";
import { importOfNewAccount } from "../../../../sandbox/cloudflare/edge/new-account";

const apiOf = (objects: Readonly<Record<string, readonly EdgeObject[]>>) => ({
  list: (kind: string) => Promise.resolve(objects[kind] ?? []),
});

describe("importOfNewAccount", () => {
  it("names what the account has already, below the program's own component", async () => {
    const api = apiOf({
      zeroTrustAccessIdentityProvider: [{ id: "1", properties: { type: "onetimepin" } }],
      zeroTrustAccessApplication: [
        { id: "2", properties: { type: "self_hosted" } },
        { id: "3", properties: { type: "warp" } },
      ],
    });
    const provider = "urn:pulumi:account::moco-infra::pulumi:providers:cloudflare::cloudflare";
    const access = "urn:pulumi:account::moco-infra::moco:index:AccountAccess::access";
    const owned = { parent: "access", provider: "cloudflare" };
    expect(await importOfNewAccount(api, "account")).toEqual({
      owners: [provider, access],
      file: {
        nameTable: { access, cloudflare: provider },
        resources: [
          {
            type: "cloudflare:index/zeroTrustAccessIdentityProvider:ZeroTrustAccessIdentityProvider",
            name: "access-identity-provider",
            id: "accounts/account/1",
            ...owned,
          },
          {
            type: "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication",
            name: "access-enrolment",
            id: "accounts/account/3",
            ...owned,
          },
        ],
      },
    });
  });

  it("is nothing where it has none of it", async () => {
    expect(await importOfNewAccount(apiOf({}), "account")).toBeUndefined();
  });
});
