import type { GuestShell } from "../../../../cli/move/guest-shell";
import type { ServiceFacts, VolumeFacts } from "../../../../cli/move/service-facts";

export const wanted = { location: "pm1", service: "n8n", to: "mgmt" };

export function aVolume(overrides: Partial<VolumeFacts> = {}): VolumeFacts {
  return { name: "n8n-data", bytes: 2_000_000, empty: false, mark: null, ...overrides };
}

/** n8n on pm1-apps with one volume, and nothing of it anywhere else. */
export function someFacts(
  overrides: Readonly<Record<string, Partial<ServiceFacts>>> = {},
): readonly ServiceFacts[] {
  const base = { deployed: false, free: 10_000_000, volumes: [] };
  return [
    { guest: "pm1-mgmt", ...base },
    { guest: "pm1-apps", ...base, deployed: true, volumes: [aVolume()] },
    { guest: "pm1-data", ...base },
  ].map((each) => ({ ...each, ...overrides[each.guest] }));
}

/** Writes down what it is told: `pm1-apps: leave n8n --to pm1-mgmt`; what matches `failing` fails. */
export class ScriptedShell implements GuestShell {
  readonly told: string[] = [];
  failing: RegExp | undefined;

  async run(guest: string, command: string): Promise<string> {
    await this.#tell(`${guest}: ${command.replace("sudo moco-release ", "")}`);
    if (command.includes(" digest ")) return "0123456789abcdef\n";
    if (command.includes(" arrived ")) return "ba9876543210\n";
    return command.endsWith(" list") ? "n8n  0123  running  today\n" : "";
  }

  async pipe(...[from, to, passed]: Parameters<GuestShell["pipe"]>): Promise<void> {
    const words = ({ guest, command }: typeof from): string =>
      `${guest}: ${command.replace("sudo moco-release ", "")}`;
    await this.#tell(`${words(from)} | ${words(to)}`);
    passed(1_500_000);
  }

  #tell(line: string): Promise<void> {
    this.told.push(line);
    return this.failing?.test(line) === true
      ? Promise.reject(new Error(`no: ${line}`))
      : Promise.resolve();
  }
}
