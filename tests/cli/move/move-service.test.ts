import { inTenths, moveService } from "../../../cli/move/move-service";
import { planMove } from "../../../cli/move/plan-move";
import { ScriptedShell, someFacts, wanted } from "./support/some-facts";

const plan = planMove(wanted, someFacts());
const send =
  "pm1-apps: send n8n n8n-data | pm1-mgmt: receive n8n n8n-data --from pm1-apps --location pm1 --digest 0123456789abcdef";
const arrived = "pm1-mgmt: arrived n8n --from pm1-apps n8n-data";
const steps = ["pm1-apps: leave n8n --to pm1-mgmt", "pm1-apps: digest n8n n8n-data", send];

let shell: ScriptedShell;
let lines: string[];
const moving = () => ({ shell, report: (line: string) => void lines.push(line) });

beforeEach(() => {
  shell = new ScriptedShell();
  lines = [];
});

describe("moveService", () => {
  it("stops the service before it looks at its data, and says how far it is", async () => {
    expect(await moveService(plan, moving())).toBe("ba9876543210");
    expect(shell.told).toEqual([...steps, arrived]);
    expect(lines).toEqual([
      "[1/2] n8n stops on pm1-apps",
      "[2/2] n8n-data, 2 MiB, goes to pm1-mgmt",
      "      70 %",
      "      arrived, digest 0123456789ab on both sides",
    ]);
  });

  it("sends nothing that is there with the same digest", async () => {
    await moveService({ ...plan, arrived: ["n8n-data"] }, moving());
    expect(shell.told.slice(-2)).toEqual(["pm1-mgmt: digest n8n n8n-data", arrived]);
  });

  it.each([
    ["it cannot be stopped", /leave/, steps.slice(0, 1)],
    ["its data cannot be brought", /send/, steps],
  ])("puts everything back where %s", async (_, failing, told) => {
    shell.failing = failing;
    await expect(moveService(plan, moving())).rejects.toThrow(`no: ${told.at(-1) ?? ""}`);
    expect(shell.told).toEqual([...told, "pm1-mgmt: drop n8n", "pm1-apps: stay n8n"]);
  });

  it("says what to run where that fails as well", async () => {
    shell.failing = /pm1-apps/;
    await expect(moveService(plan, moving())).rejects.toThrow(
      `no: ${steps[0]!}
Not all of it could be put back:
no: pm1-apps: stay n8n
Run "npm run move -- pm1 n8n mgmt --undo" when the guests answer, or "npm run move -- pm1 n8n mgmt" to go on.`,
    );
  });

  it("puts everything back where a person interrupts it", async () => {
    const controller = new AbortController();
    const report = (): void => {
      controller.abort(new Error("interrupted"));
    };
    const { signal } = controller;
    await expect(moveService(plan, { shell, report, signal })).rejects.toThrow("interrupted");
    expect(shell.told).toEqual([steps[0], "pm1-mgmt: drop n8n", "pm1-apps: stay n8n"]);
  });
});

describe("inTenths", () => {
  it("tells each tenth once, and never the last", () => {
    const told: number[] = [];
    const pass = inTenths(100, (tenth) => told.push(tenth));
    for (const bytes of [5, 5, 30, 0, 59, 500]) pass(bytes);
    expect(told).toEqual([1, 4, 9]);
  });
});
