import { refuse, UserError } from "../../model/basics/user-error";
import type { Problem } from "../../model/basics/problem";
import type { ServiceFacts, VolumeFacts } from "./service-facts";

/** A move as it was asked for. */
export interface Wanted {
  readonly location: string;
  readonly service: string;
  /** Role of the guest that it goes to. */
  readonly to: string;
}

/** A move that can be done, or gone on with. */
export interface MovePlan extends Wanted {
  /** Name of the guest that has the data. */
  readonly source: string;
  /** Name of the guest that is to have it. */
  readonly target: string;
  readonly volumes: readonly VolumeFacts[];
  /** Volumes that are on the target, whole, from this source; their digests are still to be compared. */
  readonly arrived: readonly string[];
}

/** Finds where the service is and what is in the way of its move; throws before anything is touched. */
export function planMove(wanted: Wanted, facts: readonly ServiceFacts[]): MovePlan {
  const { location, service, to } = wanted;
  const target = facts.find(({ guest }) => guest === `${location}-${to}`);
  if (target === undefined) {
    const roles = facts.map(({ guest }) => guest.slice(location.length + 1)).join(", ");
    throw new UserError(`move: to must be one of ${roles}, got "${to}". Use one of them.`);
  }
  const source = sourceOf(wanted, facts);
  if (source.guest === target.guest) {
    throw new UserError(
      `move: ${service} is on ${target.guest} already. Nothing was changed; name another guest.`,
    );
  }
  refuse(`move of ${service}`, [
    ...checkSource(source, target.guest),
    ...checkTarget(source, target),
  ]);
  const isHere = (name: string): boolean =>
    target.volumes.some(
      ({ name: other, mark }) =>
        other === name && mark?.state === "arrived" && mark.guest === source.guest,
    );
  return {
    ...wanted,
    source: source.guest,
    target: target.guest,
    volumes: source.volumes,
    arrived: source.volumes.map(({ name }) => name).filter(isHere),
  };
}

/** Where the service is deployed; else the only guest with data of it that did not leave. */
export function sourceOf(
  { location, service }: Wanted,
  facts: readonly ServiceFacts[],
): ServiceFacts {
  const deployed = facts.filter((each) => each.deployed);
  const holding = facts.filter(
    ({ volumes }) =>
      volumes.length > 0 && volumes.every(({ mark }) => mark === null || mark.state === "arrived"),
  );
  const found = deployed.length > 0 ? deployed : holding;
  const [only] = found;
  if (only === undefined) {
    throw new UserError(
      `move: ${service} is on no guest of ${location}. Place it in stacks/${location}.ts; there is nothing to move.`,
    );
  }
  if (found.length > 1) {
    const guests = found.map(({ guest }) => guest).join(" and ");
    throw new UserError(
      `move: ${service} must be on one guest, got ${guests}. Look at both with "sudo moco-release volumes ${service}"; docs/runbooks/move.md says how.`,
    );
  }
  return only;
}

function checkSource({ guest, volumes }: ServiceFacts, target: string): readonly Problem[] {
  if (volumes.length === 0) {
    return [
      {
        path: guest,
        problem: "has no volumes of it",
        fix: "It has no data to move: place it on the other guest and run pulumi up.",
      },
    ];
  }
  return volumes.flatMap(({ name, mark }): readonly Problem[] => {
    if (mark?.state === "left" && mark.guest !== target) {
      return [
        {
          path: `${guest}.${name}`,
          problem: "must not be on its way elsewhere",
          got: mark.guest,
          fix: "End that move, or take it back with --undo.",
        },
      ];
    }
    return mark?.state === "arriving"
      ? [
          {
            path: `${guest}.${name}`,
            problem: `has not wholly arrived from ${mark.guest}`,
            fix: "End that move first.",
          },
        ]
      : [];
  });
}

function checkTarget(source: ServiceFacts, target: ServiceFacts): readonly Problem[] {
  const strangers = target.volumes.filter(({ mark, empty }) => mark === null && !empty);
  const bytes = source.volumes.reduce((sum, each) => sum + each.bytes, 0);
  return [
    ...strangers.map(({ name }) => ({
      path: `${target.guest}.${name}`,
      problem: "is there already, and no move brought it",
      fix: `Look what it holds; nothing needs it after "sudo docker volume rm ${name}" there.`,
    })),
    ...(bytes < target.free
      ? []
      : [
          {
            path: target.guest,
            problem: `must have room for ${mebibytes(bytes)}`,
            got: mebibytes(target.free),
            fix: "Raise its dataDisk first.",
          },
        ]),
  ];
}

/** `12 MiB`, rounded up. */
export function mebibytes(bytes: number): string {
  return `${String(Math.ceil(bytes / 1_048_576))} MiB`;
}
