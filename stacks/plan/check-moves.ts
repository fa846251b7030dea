import type { Problem } from "../../model/basics/problem";
import type { Location } from "./location";
import type { LocationDefinition, Move } from "./location-definition";

/** Guest by service, of everything that a location runs. */
export type ServicePlaces = Readonly<Record<string, string>>;

/** Where this plan has its services. */
export function placesOf({ guests }: Pick<Location, "guests">): ServicePlaces {
  return Object.fromEntries(
    guests.flatMap(({ plan, services }) => services.map(({ name }) => [name, plan.name] as const)),
  );
}

/**
 * Refuses a service on another guest than the one that has its data, unless its move is declared: Docker's volumes
 * do not follow, and an empty one would take their place.
 */
export function checkMoves(
  location: Location,
  { moved = [] }: Pick<LocationDefinition, "moved">,
  deployed: ServicePlaces,
): readonly Problem[] {
  const roleOf = (guest: string): string => guest.slice(location.name.length + 1);
  const undeclared = location.guests.flatMap(({ plan, services }) =>
    services.flatMap(({ name, volumes }): readonly Problem[] => {
      const before = deployed[name];
      if (before === undefined || before === plan.name || Object.keys(volumes).length === 0) {
        return [];
      }
      const [from, to] = [roleOf(before), roleOf(plan.name)];
      const isThis = (move: Move): boolean =>
        move.service === name && move.from === from && move.to === to;
      if (moved.some(isThis)) return [];
      return [
        {
          path: name,
          problem: `must stay on ${before}, which has its data`,
          got: plan.name,
          fix: `Put it back; or run "npm run move -- ${location.name} ${name} ${to}", which says what to declare in moved.`,
        },
      ];
    }),
  );
  return [...undeclared, ...checkDeclared(location, moved)];
}

/** A declaration that is not true of the plan would let through a move that nobody declared. */
function checkDeclared(location: Location, moved: readonly Move[]): readonly Problem[] {
  const places = placesOf(location);
  return moved.flatMap(({ service, to, copy }, index): readonly Problem[] => {
    const path = `moved[${String(index)}]`;
    const guest = places[service];
    return [
      ...(guest === `${location.name}-${to}`
        ? []
        : [
            {
              path: `${path}.to`,
              problem: `must be where ${service} is placed, ${guest ?? "which is nowhere"}`,
              got: `"${to}"`,
              fix: "Place it there, or take the line away: it is needed for the update that moves the service.",
            },
          ]),
      ...(/^[0-9a-f]{12}$/.test(copy)
        ? []
        : [
            {
              path: `${path}.copy`,
              problem: "must be the 12 hexadecimal digits that npm run move has printed",
              got: `"${copy}"`,
              fix: `Run "npm run move -- ${location.name} ${service} ${to}" for them.`,
            },
          ]),
    ];
  });
}
