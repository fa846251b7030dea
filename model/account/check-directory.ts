import type { Problem } from "../basics/problem";
import { type GroupMembers, isEmpty } from "./members";

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

export interface ServiceTokenSpec {
  /** Life of the token as Cloudflare writes it, `8760h` is a year. */
  readonly duration: string;
}

const email = /^[^@\s"\\]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const domain = /^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/i;
const hours = /^[1-9]\d*h$/;

/** Faults in the people and programs of an account. */
export function checkDirectory(directory: AccessDirectory): Problem[] {
  return [
    ...Object.entries(directory.groups).flatMap(([name, members]) => checkGroup(name, members)),
    ...Object.entries(directory.serviceTokens).flatMap(([name, spec]) => checkToken(name, spec)),
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
  return [
    ...members.emails
      .filter((value) => !email.test(value))
      .map((value) => ({
        path: `groups.${name}.emails`,
        problem: "must be e-mail addresses",
        got: value,
        fix: "Write it like person@example.org.",
      })),
    ...members.emailDomains
      .filter((value) => !domain.test(value))
      .map((value) => ({
        path: `groups.${name}.emailDomains`,
        problem: "must be domains",
        got: value,
        fix: "Write it like example.org, without @.",
      })),
  ];
}

function checkToken(name: string, { duration }: ServiceTokenSpec): Problem[] {
  if (hours.test(duration)) return [];
  return [
    {
      path: `serviceTokens.${name}.duration`,
      problem: "must be a number of hours",
      got: duration,
      fix: "Write it like 8760h.",
    },
  ];
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
