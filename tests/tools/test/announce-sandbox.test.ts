import { dockerIsUsable } from "@moco-sandbox/computer/docker-client";
import { checkOwner, ownerOfWorld } from "@moco-sandbox/computer/world-owner";
import { docker } from "@moco-sandbox/world/docker-command";

import { announceSandbox } from "../../../tools/test/announce-sandbox";

jest.mock("@moco-sandbox/computer/docker-client", () => ({ dockerIsUsable: jest.fn() }));
jest.mock("@moco-sandbox/computer/world-owner", () => {
  return { checkOwner: jest.fn(), ownerOfWorld: jest.fn() };
});
jest.mock("@moco-sandbox/world/docker-command", () => ({ docker: jest.fn() }));

async function announced(): Promise<readonly string[]> {
  const said: string[] = [];
  await announceSandbox((text) => {
    said.push(text);
  });
  return said;
}

const keep = process.env["MOCO_KEEP_SANDBOX"];

beforeEach(() => {
  delete process.env["MOCO_KEEP_SANDBOX"];
  jest.mocked(dockerIsUsable).mockResolvedValue(true);
  jest.mocked(ownerOfWorld).mockResolvedValue("/checkout/.sandbox");
  jest.mocked(checkOwner).mockResolvedValue(undefined);
  jest.mocked(docker).mockReset().mockResolvedValue("moco-sandbox-pm1-apps\nmoco-sandbox-edge");
});

afterEach(() => {
  if (keep === undefined) delete process.env["MOCO_KEEP_SANDBOX"];
  else process.env["MOCO_KEEP_SANDBOX"] = keep;
});

describe("announceSandbox", () => {
  it("says what will be destroyed, and how to prevent it", async () => {
    expect(await announced()).toEqual([
      `A sandbox of this checkout is up. The tests on machines deploy onto it and DESTROY it at the end, with the disks of its guests and the state of its stacks:
  moco-sandbox-edge
  moco-sandbox-pm1-apps
To keep it, press Ctrl-C now and run: MOCO_KEEP_SANDBOX=true npm test`,
    ]);
    expect(jest.mocked(docker).mock.calls).toEqual([
      [
        [
          ...["ps", "--all", "--filter", "label=moco-infra.sandbox"],
          ...["--filter", "name=^moco-sandbox-", "--format", "{{.Names}}"],
        ],
      ],
    ]);
  });

  it("says that it stays where that was asked for", async () => {
    process.env["MOCO_KEEP_SANDBOX"] = "true";
    expect(await announced()).toEqual([
      `A sandbox of this checkout is up. MOCO_KEEP_SANDBOX=true: the tests on machines use it as it is and leave it up:
  moco-sandbox-edge
  moco-sandbox-pm1-apps`,
    ]);
  });

  it("names another checkout's, which is not touched", async () => {
    jest.mocked(checkOwner).mockRejectedValue(new Error("sandbox: one can be up, got that of /b."));
    expect(await announced()).toEqual([
      "The tests on machines are going to fail. sandbox: one can be up, got that of /b.",
    ]);
    expect(docker).not.toHaveBeenCalled();
  });

  it("says nothing where no sandbox is up", async () => {
    jest.mocked(ownerOfWorld).mockResolvedValue(undefined);
    expect(await announced()).toEqual([]);
  });

  it("says nothing where there is no Docker engine yet", async () => {
    jest.mocked(dockerIsUsable).mockResolvedValue(false);
    expect(await announced()).toEqual([]);
  });
});
