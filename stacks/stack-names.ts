import { locations } from "./locations";

/** Every stack there is, in the order in which they are deployed; destroyed in the opposite one. */
export const allStacks: readonly string[] = ["account", ...Object.keys(locations)];

/** Those that are meant where none is named: a location without any service has nothing to show. */
export const defaultStacks: readonly string[] = allStacks.filter(
  (stack) => stack === "account" || (locations[stack]?.services ?? []).length > 0,
);

/** Locations among these stacks. */
export function locationsOf(stacks: readonly string[]): readonly string[] {
  return stacks.filter((stack) => stack !== "account");
}
