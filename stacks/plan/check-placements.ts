import type { Problem } from "../../model/basics/problem";
import { checkService } from "../../model/service/check-service";
import { listOf } from "../../model/service/check-references";
import type { Placement } from "./location-definition";
import { guestOf } from "./place-services";

/** Everything that the types cannot rule out, across all services of one location. */
export function checkPlacements(
  location: string,
  placements: readonly Placement[],
  guests: readonly string[],
): readonly Problem[] {
  const services = placements.flatMap(({ service }) => [
    service,
    ...Object.values(service.needs).map((need) => need.service),
  ]);
  return [
    ...placements.flatMap((placement) => checkGuests(location, placement, guests)),
    ...placements.flatMap(checkNeedsElsewhere),
    ...services.flatMap(checkService),
    ...checkUnique(
      "name",
      services.map((service) => [service.name, service.name]),
    ),
    ...checkUnique("route", routeKeys(placements)),
    ...checkUnique("port on the data guest", portKeys(placements)),
  ];
}

function checkGuests(
  location: string,
  placement: Placement,
  guests: readonly string[],
): readonly Problem[] {
  const roles = [
    ["on", placement.on],
    ...(Object.keys(placement.service.needs).length > 0
      ? [["needsOn", placement.needsOn ?? "data"]]
      : []),
  ] as const;
  return roles.flatMap(([key, role]) =>
    guests.includes(guestOf(location, role))
      ? []
      : [
          {
            path: `${placement.service.name}.${key}`,
            problem: `must be the role of a guest of ${location}`,
            got: `"${role}"`,
            fix: `Use one of ${listOf(guests.map((guest) => guest.slice(location.length + 1)))}, or add the guest to the stack's configuration.`,
          },
        ],
  );
}

/** What a container says to its own guest's address comes from Docker's range, which no flow names. */
function checkNeedsElsewhere({ service, on, needsOn = "data" }: Placement): readonly Problem[] {
  if (Object.keys(service.needs).length === 0 || on !== needsOn) return [];
  return [
    {
      path: `${service.name}.needsOn`,
      problem: "must be another guest than the service's own, whose firewall lets no container in",
      got: `"${needsOn}"`,
      fix: "Place the service or what it needs on another guest.",
    },
  ];
}

function routeKeys(placements: readonly Placement[]): readonly (readonly [string, string])[] {
  return placements.flatMap(({ service }) =>
    service.routes.map(
      (route) =>
        [`${route.subdomain}${route.path ?? "/"}`, `${service.name}.routes.${route.name}`] as const,
    ),
  );
}

function portKeys(placements: readonly Placement[]): readonly (readonly [string, string])[] {
  return placements.flatMap(({ service, needsOn }) =>
    Object.entries(service.needs).map(
      ([name, need]) =>
        [
          `${needsOn ?? "data"}:${String(need.port)}`,
          `${service.name}.needs.${name}.port`,
        ] as const,
    ),
  );
}

function checkUnique(
  what: string,
  entries: readonly (readonly [key: string, path: string])[],
): readonly Problem[] {
  return entries.flatMap(([key, path], index) => {
    const first = entries.findIndex(([other]) => other === key);
    const earlier = entries[first];
    return first === index || earlier === undefined
      ? []
      : [
          {
            path,
            problem: `must be a ${what} of its own; ${earlier[1]} has it already`,
            got: `"${key}"`,
            fix: "Change one of the two.",
          },
        ];
  });
}
