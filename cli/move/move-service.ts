import { UserError } from "../../model/basics/user-error";
import type { GuestShell } from "./guest-shell";
import { mebibytes, type MovePlan } from "./plan-move";
import type { VolumeFacts } from "./service-facts";

/** Where a command of this folder runs. */
export interface Moving {
  readonly shell: GuestShell;
  readonly report: (line: string) => void;
  /** Ends a move before its next step, as a failure of that step would. */
  readonly signal?: AbortSignal;
}

/**
 * Stops the service, and brings its volumes to the other guest. Afterwards it runs nowhere, until `pulumi up` has
 * moved the rest; after a failure it runs where it was. Returns what names this copy.
 */
export async function moveService(plan: MovePlan, moving: Moving): Promise<string> {
  const { service, source, target, volumes } = plan;
  const { shell, report, signal } = moving;
  const steps = volumes.length + 1;
  const say = (step: number, text: string): void => {
    signal?.throwIfAborted();
    report(`[${String(step)}/${String(steps)}] ${text}`);
  };
  try {
    say(1, `${service} stops on ${source}`);
    await shell.run(source, `sudo moco-release leave ${service} --to ${target}`);
    for (const [index, volume] of volumes.entries()) {
      say(index + 2, `${volume.name}, ${mebibytes(volume.bytes)}, goes to ${target}`);
      await bring(volume, plan, moving);
    }
    const names = volumes.map(({ name }) => name).join(" ");
    const arrived = `sudo moco-release arrived ${service} --from ${source} ${names}`;
    return (await shell.run(target, arrived)).trim();
  } catch (error) {
    report(`It failed. What was brought to ${target} is removed, and ${service} starts again.`);
    const left = await takeBack(plan, shell);
    throw left === undefined ? error : new UserError(`${messageOf(error)}\n${left}`);
  }
}

/** Puts the service back where it was; says what could not be done. */
export async function takeBack(
  {
    location,
    service,
    to,
    source,
    target,
  }: Pick<MovePlan, "location" | "service" | "to" | "source" | "target">,
  shell: Pick<GuestShell, "run">,
): Promise<string | undefined> {
  const faults: string[] = [];
  // The copy goes first: where the service runs again, it is out of date.
  for (const [guest, action] of [
    [target, "drop"],
    [source, "stay"],
  ] as const) {
    await shell.run(guest, `sudo moco-release ${action} ${service}`).catch((error: unknown) => {
      faults.push(messageOf(error));
    });
  }
  if (faults.length === 0) return undefined;
  const again = `npm run move -- ${location} ${service} ${to}`;
  return `Not all of it could be put back:\n${faults.join("\n")}\nRun "${again} --undo" when the guests answer, or "${again}" to go on.`;
}

async function bring(
  volume: VolumeFacts,
  plan: MovePlan,
  { shell, report }: Moving,
): Promise<void> {
  const { location, service, source, target, arrived } = plan;
  const { name, bytes } = volume;
  const digestOn = async (guest: string): Promise<string> =>
    (await shell.run(guest, `sudo moco-release digest ${service} ${name}`)).trim();
  const digest = await digestOn(source);
  if (arrived.includes(name) && (await digestOn(target)) === digest) {
    report(`      ${name} is there already, with the same digest`);
    return;
  }
  const receive = `sudo moco-release receive ${service} ${name} --from ${source} --location ${location} --digest ${digest}`;
  const progress = inTenths(bytes, (tenth) => {
    report(`      ${String(tenth * 10)} %`);
  });
  await shell.pipe(
    { guest: source, command: `sudo moco-release send ${service} ${name}` },
    { guest: target, command: receive },
    progress,
  );
  report(`      arrived, digest ${digest.slice(0, 12)} on both sides`);
}

/** Calls with 1 to 9 as the tenths of a number of bytes go by. */
export function inTenths(whole: number, tell: (tenth: number) => void): (bytes: number) => void {
  let [gone, told] = [0, 0];
  return (bytes) => {
    gone += bytes;
    const tenth = Math.min(9, Math.floor((gone * 10) / Math.max(whole, 1)));
    if (tenth > told) tell(tenth);
    told = Math.max(told, tenth);
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
