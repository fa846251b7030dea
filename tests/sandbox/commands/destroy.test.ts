import { dockerIsUsable } from "@moco-sandbox/computer/docker-client";
import { checkOwner } from "@moco-sandbox/computer/world-owner";
import { inspect } from "@moco-sandbox/world/docker-command";

import { destroy } from "../../../sandbox/commands/destroy";
import { runPhases } from "../../../sandbox/commands/phases";

jest.mock("@moco-sandbox/computer/docker-client", () => ({ dockerIsUsable: jest.fn() }));
jest.mock("@moco-sandbox/computer/world-owner", () => ({ checkOwner: jest.fn() }));
jest.mock("@moco-sandbox/world/docker-command", () => ({ inspect: jest.fn() }));
jest.mock("../../../sandbox/commands/configuration/sandbox-location", () => {
  return { sandboxLocations: () => ["pm1", "pm2"].map((name) => ({ name, node: { name } })) };
});
jest.mock("../../../sandbox/commands/phases", () => ({ runPhases: jest.fn() }));

const phases = jest.mocked(runPhases);
let printed: readonly unknown[] = [];

beforeEach(() => {
  printed = [];
  jest.spyOn(console, "log").mockImplementation((text: unknown) => {
    printed = [...printed, text];
  });
  phases.mockReset();
  jest.mocked(checkOwner).mockReset();
  jest.mocked(dockerIsUsable).mockResolvedValue(true);
  jest.mocked(inspect).mockResolvedValue(undefined);
});

afterEach(() => {
  jest.restoreAllMocks();
});

const titles = (): readonly string[] => phases.mock.calls.flat(2).map(({ title }) => title);

describe("destroy", () => {
  it("refuses to force one stack", async () => {
    await expect(destroy({ stack: "pm1", force: true })).rejects.toThrow(
      "destroy: --force removes everything, got only pm1. Leave out one of them.",
    );
    expect(phases).not.toHaveBeenCalled();
  });

  it("has nothing to do without a Docker engine", async () => {
    jest.mocked(dockerIsUsable).mockResolvedValue(false);
    await destroy();
    expect(printed).toEqual(["There is no Docker engine, so there is nothing to destroy."]);
    expect(phases).not.toHaveBeenCalled();
  });

  it("has nothing to do for a stack that is not deployed", async () => {
    await destroy({ stack: "pm1" });
    expect(printed).toEqual(["Stack pm1 is not deployed, so there is nothing to destroy."]);
    expect(phases).not.toHaveBeenCalled();
  });

  it("asks whose world it is, and stops where it is another checkout's", async () => {
    jest.mocked(checkOwner).mockRejectedValue(new Error("another's"));
    await expect(destroy()).rejects.toThrow("another's");
    expect(jest.mocked(checkOwner).mock.calls).toEqual([["remove"]]);
    expect(phases).not.toHaveBeenCalled();
  });

  it("asks neither owner nor engine where it is forced", async () => {
    await destroy({ force: true });
    expect(checkOwner).not.toHaveBeenCalled();
    expect(titles()).toEqual(["the world"]);
  });
});
