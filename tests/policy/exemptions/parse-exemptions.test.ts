import { readFileSync } from "node:fs";
import { existsSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { renderProblem } from "../../../model/basics/problem";
import { parseExemptions } from "../../../policy/exemptions/parse-exemptions";
import { rules } from "../../../policy/rules/index";

const now = new Date("2026-01-15T12:00:00Z");

const entry = {
  rule: "container-image-pinned",
  stack: "pm1",
  resource: "n8n",
  reason: "Upstream publishes no digests before March.",
  owner: "ada@example.com",
  expires: "2026-03-31",
};

function parse(entries: unknown): { exemptions: readonly unknown[]; problems: readonly string[] } {
  const { exemptions, problems } = parseExemptions(
    JSON.stringify({ exemptions: entries }),
    ["container-image-pinned"],
    now,
  );
  return { exemptions, problems: problems.map(renderProblem) };
}

const fix = "An entry has rule, stack, resource, reason, owner, expires.";

describe("parseExemptions", () => {
  it("reads an entry", () => {
    expect(parse([entry])).toEqual({ exemptions: [entry], problems: [] });
  });

  it("accepts an empty list", () => {
    expect(parse([])).toEqual({ exemptions: [], problems: [] });
  });

  it.each(Object.keys(entry))("refuses an entry without %s, which then exempts nothing", (key) => {
    expect(parse([{ ...entry, [key]: undefined }])).toEqual({
      exemptions: [],
      problems: [`exemptions[0].${key} is missing. ${fix}`],
    });
  });

  it.each([
    ["stack", "", "must be the name of a stack"],
    ["resource", " ", "must be a resource's name or the end of its URN"],
    ["reason", "because", "must say why, in one sentence"],
    ["owner", "Ada", "must be an e-mail address"],
    ["expires", "soon", "must be a day like 2026-12-31"],
    ["expires", "2026-02-30", "must be a day like 2026-12-31"],
  ])("refuses the %s %p", (key, value, problem) => {
    expect(parse([{ ...entry, [key]: value }]).problems).toEqual([
      `exemptions[0].${key} ${problem}, got "${value}". ${fix}`,
    ]);
  });

  it("refuses a rule that is none", () => {
    expect(parse([{ ...entry, rule: "image-pinned" }]).problems).toEqual([
      'exemptions[0].rule must be the name of a rule, got "image-pinned". docs/policies.md lists them.',
    ]);
  });

  it("says what a rule is called that has been renamed", () => {
    expect(parse([{ ...entry, rule: "compose-image-pinned" }])).toEqual({
      exemptions: [],
      problems: [
        'exemptions[0].rule must be the name of a rule, got "compose-image-pinned". The rule is now called container-image-pinned: write that.',
      ],
    });
  });

  it("refuses more than 90 days", () => {
    expect(parse([{ ...entry, expires: "2026-04-15" }]).problems).toEqual([]);
    expect(parse([{ ...entry, expires: "2026-04-16" }]).problems).toEqual([
      'exemptions[0].expires must be at most 90 days ahead, got "2026-04-16". Write an earlier day; renew it in a pull request if it must be.',
    ]);
  });

  it("refuses keys that it does not know, and entries that are no mapping", () => {
    expect(parse([{ ...entry, until: "x" }, "n8n"]).problems).toEqual([
      `exemptions[0].until is not a known key. ${fix}`,
      `exemptions[1] must be a mapping. ${fix}`,
    ]);
  });

  it("names all faults at once and keeps the good entries", () => {
    const result = parse([{ ...entry, owner: "x", expires: "y" }, entry]);
    expect(result.exemptions).toEqual([entry]);
    expect(result.problems).toEqual([
      `exemptions[0].owner must be an e-mail address, got "x". ${fix}`,
      `exemptions[0].expires must be a day like 2026-12-31, got "y". ${fix}`,
    ]);
  });

  it.each(["- a", "exemptions: {}", "", "exemptions: []\nmore: 1"])(
    "refuses the file %p",
    (text) => {
      const { problems } = parseExemptions(text, [], now);
      expect(problems.map(renderProblem)).toEqual([
        "exemptions must be the file's only key and a list. Write exemptions: [] where there is none.",
      ]);
    },
  );

  it("refuses what is no YAML", () => {
    const { problems } = parseExemptions("exemptions: [", [], now);
    expect(problems[0]).toMatchObject({ path: "exemptions.yaml", problem: "is not YAML" });
  });
});

describe("policy/exemptions.yaml", () => {
  it("has no fault today, and names stacks that exist", () => {
    const text = readFileSync(join(repositoryRoot, "policy", "exemptions.yaml"), "utf8");
    const names = rules.map(({ name }) => name);
    const { exemptions, problems } = parseExemptions(text, names, now);
    expect(problems.filter(({ path }) => !path.endsWith(".expires"))).toEqual([]);
    for (const { stack } of exemptions) {
      expect(existsSync(join(repositoryRoot, `Pulumi.${stack}.yaml`))).toBe(true);
    }
  });
});
