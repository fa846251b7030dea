import { parseLocationFile } from "../../cli/bootstrap/read-location-file";
import type { Problem } from "../../model/basics/problem";
import { refuse } from "../../model/basics/user-error";
import { allStacks, defaultStacks } from "../../stacks/stack-names";

/** A stack as a workflow has to know it. */
export interface ListedStack {
  readonly stack: string;
  /** Address and port of its node, `10.50.0.1:8006`; empty for the account, which reaches nothing private. */
  readonly reach: string;
}

/** What a workflow was told. */
export interface Asked {
  /** JSON list of the stacks that are in use; empty: the account and every location that has a service. */
  readonly used: string;
  /** Only this one of them; empty or `all`: every one. */
  readonly only: string;
}

/** The stacks that are meant, in the order of deployment; `read` gives the text of a stack's own file. */
export function listStacks(
  { used, only }: Asked,
  read: (file: string) => string,
): readonly ListedStack[] {
  const chosen = used.trim() === "" ? defaultStacks : parseUsed(used);
  refuse("stacks", [...checkUsed(chosen), ...checkOnly(only, chosen)]);
  const isAll = only === "" || only === "all";
  return allStacks
    .filter((stack) => chosen.includes(stack) && (isAll || stack === only))
    .map((stack) => ({ stack, reach: reachOf(stack, read) }));
}

function reachOf(stack: string, read: (file: string) => string): string {
  if (stack === "account") return "";
  const file = `Pulumi.${stack}.yaml`;
  return new URL(parseLocationFile(stack, file, read(file)).location.node.endpoint).host;
}

function parseUsed(used: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(used);
    if (Array.isArray(value)) return value;
  } catch {
    // Said below.
  }
  refuse("stacks", [{ path: "used", ...mustBe("a JSON list of stacks", used) }]);
  return [];
}

function checkUsed(chosen: readonly unknown[]): readonly Problem[] {
  return chosen
    .filter((stack) => !allStacks.some((known) => known === stack))
    .map((stack) => ({ path: "used", ...mustBe(`stacks of ${allStacks.join(", ")}`, stack) }));
}

function checkOnly(only: string, chosen: readonly unknown[]): readonly Problem[] {
  if (only === "" || only === "all" || chosen.includes(only)) return [];
  return [{ path: "only", ...mustBe(`all or one of ${chosen.join(", ")}`, only) }];
}

function mustBe(wanted: string, got: unknown): Omit<Problem, "path"> {
  return {
    problem: `must be ${wanted}`,
    got: typeof got === "string" ? got : JSON.stringify(got),
    fix: 'See "Stacks" in docs/delivery.md.',
  };
}
