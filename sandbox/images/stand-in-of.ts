import type { ImageUse } from "./image-use";
import type { StandIn } from "./stand-in";

/**
 * What can take an image's place for all of its uses. There is none for what others connect to in a
 * protocol of its own, a database above all: what needs it would fail.
 */
export function standInOf(uses: readonly ImageUse[]): StandIn | undefined {
  const [first] = uses;
  if (first === undefined || uses.some(hasProtocol)) return undefined;
  return {
    ports: distinct(uses.flatMap(portsOf)),
    healthy: distinct(
      uses.flatMap(({ healthcheck }) => (healthcheck.kind === "http" ? healthcheck.paths : [])),
    ),
    programs: distinct(
      uses.flatMap(({ healthcheck }) =>
        healthcheck.kind === "command" ? [healthcheck.command[0]] : [],
      ),
    ),
    user: first.user,
    volumes: Object.fromEntries(
      [...uses].reverse().flatMap(({ user, volumes }) => volumes.map((path) => [path, user])),
    ),
  };
}

function hasProtocol({ isNeeded, healthcheck }: ImageUse): boolean {
  return isNeeded && healthcheck.kind !== "http";
}

/** The health check's own comes first. */
function portsOf({ healthcheck, ports }: ImageUse): readonly number[] {
  return healthcheck.kind === "command" ? ports : [healthcheck.port, ...ports];
}

function distinct<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
