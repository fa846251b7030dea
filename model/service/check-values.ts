import type { Problem } from "../basics/problem";
import { isDuration, isSize } from "../basics/units";
import { checkPort } from "./check-port";
import type { ContainerSpec } from "./container-spec";
import type { ServiceSpec } from "./service-spec";

/** Values that types allow or that a program without a type check may hold: nonsense that would be carried on. */
export function checkValues({ name, objectives, containers }: ServiceSpec): readonly Problem[] {
  const { availability } = objectives;
  return [
    ...unless(availability > 0 && availability < 100, {
      path: `${name}.objectives.availability`,
      problem: "must be a percentage above 0 and below 100",
      got: String(availability),
      fix: "Write it like 99.5.",
    }),
    ...checkDuration(`${name}.objectives.rto`, objectives.rto),
    ...checkDuration(`${name}.objectives.rpo`, objectives.rpo),
    ...unless(Object.keys(containers).length > 0, {
      path: `${name}.containers`,
      problem: "must have at least one",
      fix: "Say what runs.",
    }),
    ...Object.entries(containers).flatMap(([container, spec]) =>
      checkContainerValues(`${name}.containers.${container}`, spec),
    ),
  ];
}

function checkContainerValues(
  path: string,
  { user, limits, reservations, healthcheck }: ContainerSpec,
): readonly Problem[] {
  return [
    ...unless(/^\d+:\d+$/.test(user), {
      path: `${path}.user`,
      problem: "must be the numbers of a user and a group",
      got: `"${user}"`,
      fix: "Write it like 1000:1000, as the image runs.",
    }),
    ...checkSize(`${path}.limits.memory`, limits.memory),
    ...checkSize(`${path}.reservations.memory`, reservations.memory),
    ...checkHealth(`${path}.healthcheck`, healthcheck),
  ];
}

function checkHealth(path: string, healthcheck: ContainerSpec["healthcheck"]): readonly Problem[] {
  return [
    ...(healthcheck.kind === "command" ? [] : checkPort(`${path}.port`, healthcheck.port)),
    ...(["interval", "timeout", "startPeriod"] as const).flatMap((part) =>
      checkDuration(`${path}.${part}`, healthcheck[part]),
    ),
    ...unless(Number.isInteger(healthcheck.retries) && healthcheck.retries > 0, {
      path: `${path}.retries`,
      problem: "must be a whole number above 0",
      got: String(healthcheck.retries),
      fix: "Leave it out for the default of 3.",
    }),
  ];
}

function checkDuration(path: string, value: string): readonly Problem[] {
  return unless(isDuration(value), {
    path,
    problem: "must be a span of time",
    got: `"${value}"`,
    fix: "Write it like 30s, 5m, 1h or 7d.",
  });
}

function checkSize(path: string, value: string): readonly Problem[] {
  return unless(isSize(value), {
    path,
    problem: "must be an amount of memory in m or g",
    got: `"${value}"`,
    fix: "Write it like 512m or 2g.",
  });
}

function unless(holds: boolean, problem: Problem): readonly Problem[] {
  return holds ? [] : [problem];
}
