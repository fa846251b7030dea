import { mebibytes, planMove } from "../../../cli/move/plan-move";
import { aVolume, someFacts, wanted } from "./support/some-facts";

const left = { state: "left", guest: "pm1-mgmt" } as const;
const arrived = { state: "arrived", guest: "pm1-apps" } as const;

describe("planMove", () => {
  it("goes from the guest that the service is deployed on", () => {
    expect(planMove(wanted, someFacts())).toEqual({
      ...wanted,
      source: "pm1-apps",
      target: "pm1-mgmt",
      volumes: [aVolume()],
      arrived: [],
    });
  });

  it("goes on with what arrived already, and over a copy of an earlier move", () => {
    const facts = (mark: NonNullable<ReturnType<typeof aVolume>["mark"]>) =>
      someFacts({
        "pm1-apps": { volumes: [aVolume({ mark: left })] },
        "pm1-mgmt": { volumes: [aVolume({ mark })] },
      });
    expect(planMove(wanted, facts(arrived)).arrived).toEqual(["n8n-data"]);
    expect(planMove(wanted, facts({ state: "arriving", guest: "pm1-apps" })).arrived).toEqual([]);
    expect(planMove(wanted, facts({ state: "left", guest: "pm1-apps" })).arrived).toEqual([]);
  });

  it("goes back from a guest where the update failed", () => {
    const facts = someFacts({
      "pm1-apps": { deployed: false, volumes: [aVolume({ mark: left })] },
      "pm1-mgmt": { volumes: [aVolume({ mark: arrived })] },
    });
    expect(planMove({ ...wanted, to: "apps" }, facts)).toMatchObject({
      source: "pm1-mgmt",
      target: "pm1-apps",
    });
  });

  it.each([
    [
      "an unknown guest",
      { ...wanted, to: "web" },
      {},
      'move: to must be one of mgmt, apps, data, got "web". Use one of them.',
    ],
    [
      "the guest that it is on",
      { ...wanted, to: "apps" },
      {},
      "move: n8n is on pm1-apps already. Nothing was changed; name another guest.",
    ],
    [
      "a service that is nowhere",
      wanted,
      { "pm1-apps": { deployed: false, volumes: [] } },
      "move: n8n is on no guest of pm1. Place it in stacks/pm1.ts; there is nothing to move.",
    ],
    [
      "a service that is on two guests",
      wanted,
      { "pm1-data": { deployed: true } },
      'move: n8n must be on one guest, got pm1-apps and pm1-data. Look at both with "sudo moco-release volumes n8n"; docs/runbooks/move.md says how.',
    ],
    [
      "a service without data",
      wanted,
      { "pm1-apps": { deployed: true, volumes: [] } },
      "move of n8n: 1 problem\n  pm1-apps has no volumes of it. It has no data to move: place it on the other guest and run pulumi up.",
    ],
    [
      "a move under way to another guest",
      wanted,
      { "pm1-apps": { volumes: [aVolume({ mark: { ...left, guest: "pm1-data" } })] } },
      "move of n8n: 1 problem\n  pm1-apps.n8n-data must not be on its way elsewhere, got pm1-data. End that move, or take it back with --undo.",
    ],
    [
      "data that has not wholly arrived itself",
      wanted,
      { "pm1-apps": { volumes: [aVolume({ mark: { state: "arriving", guest: "pm1-data" } })] } },
      "move of n8n: 1 problem\n  pm1-apps.n8n-data has not wholly arrived from pm1-data. End that move first.",
    ],
    [
      "data that is there and too little room, both at once",
      wanted,
      { "pm1-mgmt": { free: 1_500_000, volumes: [aVolume()] } },
      `move of n8n: 2 problems
  pm1-mgmt must have room for 2 MiB, got 2 MiB. Raise its dataDisk first.
  pm1-mgmt.n8n-data is there already, and no move brought it. Look what it holds; nothing needs it after "sudo docker volume rm n8n-data" there.`,
    ],
  ])("refuses %s", (_, asked, overrides, message) => {
    expect(() => planMove(asked, someFacts(overrides))).toThrow(message);
  });
});

describe("mebibytes", () => {
  it("rounds up", () => {
    expect([0, 1, 1_048_576, 1_048_577].map(mebibytes)).toEqual([
      "0 MiB",
      "1 MiB",
      "1 MiB",
      "2 MiB",
    ]);
  });
});
