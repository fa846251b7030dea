import { UserError } from "../../model/basics/user-error";
import { takeBack, type Moving } from "./move-service";
import { sourceOf, type Wanted } from "./plan-move";
import type { ServiceFacts } from "./service-facts";

/** Takes a move back before its update: the copy goes, and the service runs where it was. */
export async function undoMove(
  wanted: Wanted,
  facts: readonly ServiceFacts[],
  { shell, report }: Moving,
): Promise<void> {
  const { location, service, to } = wanted;
  const source = sourceOf(wanted, facts);
  const target = `${location}-${to}`;
  if (source.guest === target) {
    throw new UserError(
      `move: ${service} is deployed on ${target} by now. Move it back: npm run move -- ${location} ${service} <the guest it was on>.`,
    );
  }
  report(`${service} stays on ${source.guest}`);
  const left = await takeBack({ ...wanted, source: source.guest, target }, shell);
  if (left !== undefined) throw new UserError(`move: ${left}`);
}

/** Removes the copies that are left on other guests, once the service runs where it was moved to. */
export async function finishMove(
  wanted: Wanted,
  facts: readonly ServiceFacts[],
  { shell, report }: Moving,
): Promise<void> {
  const { location, service, to } = wanted;
  const target = `${location}-${to}`;
  const list = await shell.run(target, "sudo moco-release list");
  const [, , state = "not deployed"] =
    list
      .split("\n")
      .map((line) => line.split(/ +/))
      .find(([name]) => name === service) ?? [];
  if (state !== "running") {
    throw new UserError(
      `move: ${service} must be running on ${target}, got ${state}. Its other copy is kept; end the move with "pulumi up --stack ${location}" first.`,
    );
  }
  const left = facts.filter(
    ({ guest, volumes }) => guest !== target && volumes.some(({ mark }) => mark?.state === "left"),
  );
  for (const { guest } of left) {
    await shell.run(guest, `sudo moco-release drop ${service}`);
    report(`${guest}: the copies of ${service}'s volumes are removed`);
  }
  if (left.length === 0) report(`No guest of ${location} has a copy that ${service} has left.`);
}
