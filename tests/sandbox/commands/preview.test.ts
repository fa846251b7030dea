import { PulumiError } from "@moco-sandbox/toolchain/run-pulumi";

import { hasAllSecrets } from "../../../sandbox/commands/configuration/has-all-secrets";
import { initSecrets } from "../../../sandbox/commands/configuration/secrets";
import { preview } from "../../../sandbox/commands/preview";
import {
  rewriteStackFile,
  writeStackFile,
} from "../../../sandbox/commands/configuration/stack-file";
import { previewStack } from "../../../sandbox/commands/stack";

jest.mock("../../../sandbox/commands/tools", () => ({ ensureTools: () => Promise.resolve({}) }));
jest.mock("../../../sandbox/commands/configuration/operator-key", () => {
  return { ensureOperatorKey: () => Promise.resolve({ publicKey: "ssh-ed25519 AAAA" }) };
});
jest.mock("../../../sandbox/commands/configuration/secrets", () => {
  return { ensureCloudflareToken: () => "token", initSecrets: jest.fn() };
});
jest.mock("../../../sandbox/commands/configuration/has-all-secrets", () => {
  return { hasAllSecrets: jest.fn() };
});
jest.mock("../../../sandbox/commands/configuration/stack-file", () => {
  return { rewriteStackFile: jest.fn(), writeStackFile: jest.fn() };
});
jest.mock("../../../sandbox/commands/stack", () => {
  const stackNames = ["account", "pm1"];
  return { stackNames, ensureStack: jest.fn(), previewStack: jest.fn() };
});

const shown = jest.mocked(previewStack);
let printed: readonly unknown[] = [];

beforeEach(() => {
  printed = [];
  shown.mockReset().mockImplementation((_tools, stack) => Promise.resolve(`preview of ${stack}`));
  jest.spyOn(console, "log").mockImplementation((text: unknown) => {
    printed = [...printed, text];
  });
});

afterEach(() => {
  process.exitCode = undefined;
  jest.restoreAllMocks();
});

describe("preview", () => {
  it("shows every stack, in the order in which they are deployed", async () => {
    await preview(undefined, ["--diff"]);
    expect(printed).toEqual(["preview of account", "preview of pm1"]);
    expect(shown.mock.calls.map(([, stack, , more]) => [stack, more])).toEqual([
      ["account", ["--diff"]],
      ["pm1", ["--diff"]],
    ]);
  });

  it("shows the one that it is asked for", async () => {
    await preview("pm1", []);
    expect(printed).toEqual(["preview of pm1"]);
  });

  it("takes over what was changed in the repository's stack files since the last up", async () => {
    jest.mocked(writeStackFile).mockClear();
    jest.mocked(rewriteStackFile).mockReset().mockReturnValue(true);
    await preview("pm1", []);
    expect(jest.mocked(rewriteStackFile).mock.calls).toEqual([["account"], ["pm1"]]);
    expect(writeStackFile).not.toHaveBeenCalled();
  });

  it.each([
    ["makes", "are missing", false, 2],
    ["does not ask for", "are all there", true, 0],
  ])("%s secrets where they %s", async (_makes, _are, complete, times) => {
    jest.mocked(hasAllSecrets).mockReturnValue(complete);
    jest.mocked(initSecrets).mockClear();
    await preview("pm1", []);
    expect(initSecrets).toHaveBeenCalledTimes(times);
  });

  it("shows what a policy refuses as the engine does, and fails", async () => {
    const said = "Policies:\n  [mandatory] container-image-pinned";
    shown.mockRejectedValue(new PulumiError("pulumi preview", said, "/log"));
    await preview("pm1", []);
    expect(printed).toEqual([said]);
    expect(process.exitCode).toBe(1);
  });

  it("does not take another error for a refusal", async () => {
    shown.mockRejectedValue(new Error("no engine"));
    await expect(preview("pm1", [])).rejects.toThrow("no engine");
  });
});
