import { finishMove, undoMove } from "../../../cli/move/end-move";
import { aVolume, ScriptedShell, someFacts, wanted } from "./support/some-facts";

const left = [aVolume({ mark: { state: "left", guest: "pm1-mgmt" } })];

let shell: ScriptedShell;
let lines: string[];
const moving = () => ({ shell, report: (line: string) => void lines.push(line) });

beforeEach(() => {
  shell = new ScriptedShell();
  lines = [];
});

describe("undoMove", () => {
  it("removes the copy, then starts the service where it was", async () => {
    await undoMove(wanted, someFacts({ "pm1-apps": { volumes: left } }), moving());
    expect(shell.told).toEqual(["pm1-mgmt: drop n8n", "pm1-apps: stay n8n"]);
  });

  it("is too late once the service is deployed there", async () => {
    const facts = someFacts({ "pm1-apps": { deployed: false }, "pm1-mgmt": { deployed: true } });
    await expect(undoMove(wanted, facts, moving())).rejects.toThrow(
      "move: n8n is deployed on pm1-mgmt by now. Move it back: npm run move -- pm1 n8n <the guest it was on>.",
    );
    expect(shell.told).toEqual([]);
  });
});

describe("finishMove", () => {
  it("removes what left from every other guest", async () => {
    const facts = someFacts({
      "pm1-apps": { volumes: left },
      "pm1-data": { volumes: [aVolume()] },
    });
    await finishMove(wanted, facts, moving());
    expect(shell.told).toEqual(["pm1-mgmt: list", "pm1-apps: drop n8n"]);
    expect(lines).toEqual(["pm1-apps: the copies of n8n's volumes are removed"]);
  });

  it("has nothing to do twice", async () => {
    await finishMove(wanted, someFacts(), moving());
    expect(lines).toEqual(["No guest of pm1 has a copy that n8n has left."]);
  });

  it("removes nothing where the service does not run on its new guest", async () => {
    const run = (_guest: string, command: string): Promise<string> =>
      shell.run("", command).then(() => "SERVICE  STATE\nn8n  0123  unhealthy  today\n");
    const facts = someFacts({ "pm1-apps": { volumes: left } });
    await expect(
      finishMove(wanted, facts, { ...moving(), shell: { run, pipe: jest.fn() } }),
    ).rejects.toThrow("move: n8n must be running on pm1-mgmt, got unhealthy.");
    expect(shell.told).toEqual([": list"]);
  });
});
