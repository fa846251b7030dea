import { parseDocument } from "yaml";
import { z } from "zod";

import type { Problem } from "../../model/basics/problem";
import { shownValue } from "../../model/basics/shown-value";
import type { Exemption } from "./exemption";
import { renamedRules } from "./renamed-rules";

/** An exemption is for what takes longer than a day, not for good. */
export const longestDays = 90;

export interface ExemptionsFile {
  readonly exemptions: readonly Exemption[];
  /** Faults of the file itself; they fail every stack. */
  readonly problems: readonly Problem[];
}

/** Reads the file's text; entries with a fault are left out, so that they exempt nothing. */
export function parseExemptions(
  text: string,
  ruleNames: readonly string[],
  now: Date,
): ExemptionsFile {
  const document = parseDocument(text);
  if (document.errors.length > 0) {
    return {
      exemptions: [],
      problems: document.errors.map((error) => ({
        path: "exemptions.yaml",
        problem: "is not YAML",
        fix: `${error.message.split("\n")[0] ?? ""}.`,
      })),
    };
  }
  const file = z.strictObject({ exemptions: z.array(z.unknown()) }).safeParse(document.toJS());
  if (!file.success) {
    return {
      exemptions: [],
      problems: [
        {
          path: "exemptions",
          problem: "must be the file's only key and a list",
          fix: "Write exemptions: [] where there is none.",
        },
      ],
    };
  }
  const entries = file.data.exemptions.map((entry, index) =>
    parseEntry(entry, `exemptions[${String(index)}]`, ruleNames, now),
  );
  return {
    exemptions: entries.flatMap(({ exemption }) => (exemption === undefined ? [] : [exemption])),
    problems: entries.flatMap(({ problems }) => problems),
  };
}

interface Entry {
  readonly exemption?: Exemption;
  readonly problems: readonly Problem[];
}

function parseEntry(entry: unknown, path: string, ruleNames: readonly string[], now: Date): Entry {
  const result = schema.safeParse(entry);
  if (!result.success) {
    return { problems: result.error.issues.flatMap((issue) => shapeProblems(path, issue, entry)) };
  }
  const exemption = result.data;
  const problems = [
    ...(ruleNames.includes(exemption.rule)
      ? []
      : [
          {
            path: `${path}.rule`,
            problem: "must be the name of a rule",
            got: shownValue(exemption.rule),
            fix: fixOfRule(exemption.rule),
          },
        ]),
    ...(daysUntil(exemption.expires, now) > longestDays
      ? [
          {
            path: `${path}.expires`,
            problem: `must be at most ${String(longestDays)} days ahead`,
            got: shownValue(exemption.expires),
            fix: "Write an earlier day; renew it in a pull request if it must be.",
          },
        ]
      : []),
  ];
  return problems.length === 0 ? { exemption, problems } : { problems };
}

/** Whoever took over an exemption from an earlier version is told what the rule is called now. */
function fixOfRule(rule: string): string {
  const renamed = renamedRules.get(rule);
  return renamed === undefined
    ? "docs/policies.md lists them."
    : `The rule is now called ${renamed}: write that.`;
}

const expected = {
  rule: "must be the name of a rule",
  stack: "must be the name of a stack",
  resource: "must be a resource's name or the end of its URN",
  reason: "must say why, in one sentence",
  owner: "must be an e-mail address",
  expires: "must be a day like 2026-12-31",
} as const;

const schema = z.strictObject({
  rule: z.string().regex(/\S/),
  stack: z.string().regex(/\S/),
  resource: z.string().regex(/\S/),
  reason: z.string().regex(/\S.*\s.*\S/),
  owner: z.string().regex(/^[^@\s]+@[^@\s]+\.[^@\s]+$/),
  expires: z.string().refine(isDay),
});

function shapeProblems(path: string, issue: z.core.$ZodIssue, entry: unknown): readonly Problem[] {
  const fix = `An entry has ${Object.keys(expected).join(", ")}.`;
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      path: `${path}.${key}`,
      problem: "is not a known key",
      fix,
    }));
  }
  const key = issue.path[0];
  if (key === undefined) return [{ path, problem: "must be a mapping", fix }];
  const name = String(key) as keyof typeof expected;
  const value = (entry as Readonly<Record<string, unknown>>)[name];
  return [
    value === undefined
      ? { path: `${path}.${name}`, problem: "is missing", fix }
      : {
          path: `${path}.${name}`,
          problem: expected[name],
          got: shownValue(typeof value === "string" || typeof value === "number" ? value : "…"),
          fix,
        },
  ];
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    dayOf(new Date(text)) === text
  );
}

/** Whole days from now to the given day; negative when it is past. */
export function daysUntil(day: string, now: Date): number {
  return (Date.parse(day) - Date.parse(dayOf(now))) / 86_400_000;
}

function dayOf(date: Date): string {
  return date.toISOString().slice(0, 10);
}
