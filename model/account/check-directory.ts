import type { Problem } from "../basics/problem";
import { type GroupMembers, isEmpty } from "./members";
import type { ServiceTokenSpec } from "./service-token";

/** Who and what may enter, as one account sees it. */
export interface AccessDirectory {
  /** By name. */
  readonly groups: Readonly<Record<string, GroupMembers>>;
  /** By name. */
  readonly serviceTokens: Readonly<Record<string, ServiceTokenSpec>>;
  /** Name of the group that may enrol devices and reach the private ranges. */
  readonly operators: string;
  /** Name of the service token that continuous integration enrols its runners with. */
  readonly automation: string;
}

/** Faults in the people and programs of an account. */
export function checkDirectory(directory: AccessDirectory): Problem[] {
  return [
    ...Object.entries(directory.groups).flatMap(([name, members]) => checkGroup(name, members)),
    ...checkName("automation", directory.automation, directory.serviceTokens, "serviceTokens"),
  ];
}

function checkGroup(name: string, members: GroupMembers): Problem[] {
  if (isEmpty(members)) {
    return [
      {
        path: `groups.${name}`,
        problem: "must have at least one address or domain",
        fix: "Add someone, or remove the group.",
      },
    ];
  }
  return [];
}

function checkName(
  path: string,
  name: string,
  known: Readonly<Record<string, unknown>>,
  section: string,
): Problem[] {
  if (Object.hasOwn(known, name)) return [];
  const names = Object.keys(known).sort().join(", ");
  return [
    {
      path,
      problem: `must be one of ${section}`,
      got: name,
      fix: names === "" ? `Add it below ${section}.` : `Use one of: ${names}.`,
    },
  ];
}
