import type { Checked } from "../../model/basics/checked";
import type { Problem } from "../../model/basics/problem";
import { refusal, UserError } from "../../model/basics/user-error";
import type { Location } from "./location";
import type { LocationDefinition } from "./location-definition";

/** The location, or one `UserError` that lists every problem under the file that a person mends it in. */
export function acceptLocation(
  name: string,
  definition: LocationDefinition,
  planned: Checked<Location>,
): Location {
  if (planned.value !== undefined) return planned.value;
  const folders = foldersOf(definition);
  const byFile = new Map<string, Problem[]>();
  for (const problem of planned.problems) {
    const file = fileOf(problem.path, name, folders);
    byFile.set(file, [...(byFile.get(file) ?? []), problem]);
  }
  const refusals = [...byFile].map(([file, problems]) => refusal(file, problems).message);
  throw new UserError(refusals.sort().join("\n"));
}

function fileOf(path: string, location: string, folders: ReadonlyMap<string, string>): string {
  const [first = "", member, ...deeper] = path.split(".");
  const isPlacement = deeper.length === 0 && (member === "on" || member === "ownedOn");
  // A service without a further word: two of one name.
  if (first === location || (folders.has(first) && (isPlacement || member === undefined))) {
    return `stacks/${location}.ts`;
  }
  const folder = folders.get(first);
  return folder === undefined ? `Pulumi.${location}.yaml` : `services/${folder}/${folder}.ts`;
}

/**
 * The folder by each service's name; what a service owns is written down where it is. Any value may stand
 * in the definition's place: that may be the problem.
 */
function foldersOf(definition: unknown): ReadonlyMap<string, string> {
  const { services } = membersOf(definition);
  return new Map(
    Object.values(membersOf(services)).flatMap((placement) => {
      const names = namesIn(membersOf(placement)["service"]);
      return names.map((name) => [name, names[0] ?? name] as const);
    }),
  );
}

/** The service's own name first. */
function namesIn(service: unknown): readonly string[] {
  const { name, needs } = membersOf(service);
  const owned = Object.values(membersOf(needs)).map((need) => membersOf(need)["service"]);
  return [...(typeof name === "string" ? [name] : []), ...owned.flatMap(namesIn)];
}

function membersOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}
