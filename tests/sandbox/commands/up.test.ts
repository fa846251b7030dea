import { refuseInterrupted } from "../../../sandbox/commands/interrupted-run";
import { bringUp } from "../../../sandbox/commands/up";
import { runPhases } from "../../../sandbox/commands/phases";

jest.mock("../../../sandbox/commands/interrupted-run", () => ({ refuseInterrupted: jest.fn() }));
jest.mock("../../../sandbox/commands/configuration/sandbox-location", () => {
  return { sandboxLocations: () => ["pm1", "pm2"].map((name) => ({ name, node: { name } })) };
});
jest.mock("../../../sandbox/commands/phases", () => ({ runPhases: jest.fn() }));

const phases = jest.mocked(runPhases);

/** The phases that a run would have, of which none is run. */
async function titles(...args: Parameters<typeof bringUp>): Promise<readonly string[]> {
  // It ends with what the phases have found, and they were not run.
  await bringUp(...args).catch(() => undefined);
  return phases.mock.calls.flat(2).map(({ title }) => title);
}

beforeEach(() => {
  phases.mockReset();
  jest.mocked(refuseInterrupted).mockReset();
});

describe("bringUp", () => {
  const world = ["Docker engine", "tools and images", "network and registry", "edge and nodes"];

  it("deploys the account, prepares the node by way of it, and deploys the location", async () => {
    expect(await titles()).toEqual([
      ...world,
      "stack account",
      "bootstrap of node pm1",
      "stack pm1",
    ]);
    expect(jest.mocked(refuseInterrupted).mock.calls).toEqual([[["account", "pm1"]]]);
  });

  it.each([
    ["account", ["stack account"]],
    ["pm1", ["bootstrap of node pm1", "stack pm1"]],
    ["pm2", ["bootstrap of node pm2", "stack pm2"]],
  ] as const)("deploys %s alone", async (stack, own) => {
    expect(await titles({ stack })).toEqual([...world, ...own]);
    expect(jest.mocked(refuseInterrupted).mock.calls).toEqual([[[stack]]]);
  });

  it("begins nothing where a run was killed", async () => {
    jest.mocked(refuseInterrupted).mockImplementation(() => {
      throw new Error("killed");
    });
    await expect(bringUp()).rejects.toThrow("killed");
    expect(phases).not.toHaveBeenCalled();
  });

  it("begins where it is told to forget what that run was making", async () => {
    await titles({ clearPendingCreates: true });
    expect(refuseInterrupted).not.toHaveBeenCalled();
    expect(phases).toHaveBeenCalled();
  });
});
