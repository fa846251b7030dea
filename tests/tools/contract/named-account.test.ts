import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { namedAccount } from "../../../tools/contract/named-account";
import { cloneFile } from "../../support/fresh-clone";

describe("namedAccount", () => {
  const folder = mkdtempSync(join(tmpdir(), "moco-account-"));
  const tokenFile = join(folder, "token");
  const apiToken = "a".repeat(40);

  beforeAll(() => {
    copyFileSync(cloneFile("account"), join(folder, "Pulumi.account.yaml"));
    writeFileSync(tokenFile, apiToken, { mode: 0o600 });
  });

  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("takes ids from the account's file, for the zone that was named", () => {
    const id = "0".repeat(32);
    expect(namedAccount(folder, { zone: "example.com", tokenFile })).toEqual({
      apiUrl: "https://api.cloudflare.com/client/v4",
      apiToken,
      accountId: id,
      zone: { id, name: "example.com" },
    });
  });

  it("refuses a zone that is not the account's", () => {
    expect(() => namedAccount(folder, { zone: "example.org", tokenFile })).toThrow(
      "contract: MOCO_CONTRACT_ACCOUNT must be a zone of Pulumi.account.yaml, got example.org. Use one of example.com.",
    );
  });
});
