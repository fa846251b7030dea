import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { createEdgeApi } from "@moco-sandbox/cloudflare/edge-api";
import { runPulumi } from "@moco-sandbox/toolchain/run-pulumi";

import { adoptAccount } from "../../../sandbox/commands/adopt-account";

jest.mock("@moco-sandbox/cloudflare/edge-api", () => ({ createEdgeApi: jest.fn() }));
jest.mock("@moco-sandbox/toolchain/run-pulumi", () => ({ runPulumi: jest.fn() }));
jest.mock("../../../sandbox/commands/stack", () => ({
  stateFile: () => process.env["TEST_STATE"],
}));

const engine = { executable: "pulumi", environment: {} };
const calls = jest.mocked(runPulumi);

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "adopt-account-"));
  process.env["TEST_STATE"] = join(folder, "account.json");
  calls.mockReset().mockResolvedValue("");
});

afterEach(() => {
  delete process.env["TEST_STATE"];
  rmSync(folder, { recursive: true });
});

function standing(state: string, objects: Readonly<Record<string, readonly object[]>>): void {
  writeFileSync(join(folder, "account.json"), state);
  const list = (kind: string) => Promise.resolve(objects[kind] ?? []);
  jest
    .mocked(createEdgeApi)
    .mockReturnValue({ list } as unknown as ReturnType<typeof createEdgeApi>);
}

describe("adoptAccount", () => {
  it("imports what the account has already, below the program's own component", async () => {
    standing("{}", {
      zeroTrustAccessIdentityProvider: [{ id: "1", properties: { type: "onetimepin" } }],
      zeroTrustAccessApplication: [
        { id: "2", properties: { type: "self_hosted" } },
        { id: "3", properties: { type: "warp" } },
      ],
    });
    await adoptAccount(engine, "token");
    const [up, imported] = calls.mock.calls.map(([, { args }]) => args);
    expect(up?.filter((_, index) => up[index - 1] === "--target")).toEqual([
      "urn:pulumi:account::moco-infra::pulumi:providers:cloudflare::cloudflare",
      "urn:pulumi:account::moco-infra::moco:index:AccountAccess::access",
    ]);
    const file = imported?.[imported.indexOf("--file") + 1] ?? "";
    expect(JSON.parse(readFileSync(file, "utf8"))).toMatchObject({
      resources: [{ name: "access-identity-provider" }, { name: "access-enrolment" }],
    });
  });

  it("does nothing where the account has nothing of its own, or all is taken already", async () => {
    standing("{}", {});
    await adoptAccount(engine, "token");
    standing('{"urn":"…::access-enrolment"}', {
      zeroTrustAccessApplication: [{ id: "3", properties: { type: "warp" } }],
    });
    await adoptAccount(engine, "token");
    expect(calls).not.toHaveBeenCalled();
  });
});
