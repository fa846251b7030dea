import type { Problem } from "../basics/problem";
import type { ServiceSpec } from "./service-spec";

/** Containers that wait for each other would wait for ever. */
export function checkStartOrder({ name, containers }: ServiceSpec): readonly Problem[] {
  const waitsForItself = (start: string, last: string, seen: readonly string[]): boolean =>
    (containers[last]?.dependsOn ?? []).some(
      (next) =>
        next === start || (!seen.includes(next) && waitsForItself(start, next, [...seen, next])),
    );
  const [first] = Object.keys(containers).filter((each) => waitsForItself(each, each, [each]));
  if (first === undefined) return [];
  return [
    {
      path: `${name}.containers.${first}.dependsOn`,
      problem: "must not lead back to the container itself",
      fix: "Let one of the containers start without waiting.",
    },
  ];
}
