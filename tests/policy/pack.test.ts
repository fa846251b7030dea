import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { createPolicies } from "../../policy/create-policies";
import { ExemptionRegister } from "../../policy/exemptions/exemption-register";
import { renamedRules } from "../../policy/exemptions/renamed-rules";
import { rules } from "../../policy/rules/index";

const ruleFiles = readdirSync(join(repositoryRoot, "policy", "rules"))
  .filter((file) => file !== "index.ts" && file !== "rule.ts")
  .map((file) => file.replace(/\.ts$/, ""));

const policies = createPolicies(
  rules,
  new ExemptionRegister({ exemptions: [], problems: [] }, new Date("2026-01-15")),
);

describe("policy pack", () => {
  it("has every file of rules/, once, under the file's name", () => {
    expect(rules.map(({ name }) => name).sort()).toEqual(ruleFiles.sort());
  });

  it("names its policies in kebab-case", () => {
    for (const { name } of policies) expect(name).toMatch(/^[a-z]+(-[a-z]+)+$/);
    expect(new Set(policies.map(({ name }) => name)).size).toBe(policies.length);
  });

  it("is mandatory, but for the one that prints what is let through", () => {
    expect(
      policies
        .filter(({ enforcementLevel }) => enforcementLevel !== "mandatory")
        .map(({ name, enforcementLevel }) => [name, enforcementLevel]),
    ).toEqual([["exemptions-printed", "advisory"]]);
  });

  it("asks for unused exemptions after every rule has had its say", () => {
    expect(policies.slice(-2).map(({ name }) => name)).toEqual([
      "exemptions-used",
      "exemptions-printed",
    ]);
  });

  it.each(policies.map((policy) => [policy.name, policy] as const))(
    "says of %s what holds and what to do",
    (_, policy) => {
      expect(policy.description).toMatch(/^[A-Z].*\.$/);
      expect(policy.remediationSteps).toMatch(/^[A-Z].*\.$/);
      expect(policy.severity).toBeDefined();
    },
  );

  it.each(policies.map(({ name, url }) => [name, url]))("documents %s", (_, url) => {
    const [file = "", anchor = ""] = (url ?? "").split("#");
    const headings = readFileSync(join(repositoryRoot, file), "utf8")
      .split("\n")
      .filter((line) => line.startsWith("#"))
      .map((line) => line.replace(/^#+ /, "").toLowerCase());
    expect(headings).toContain(anchor);
  });
});

describe("renamed rules", () => {
  it.each([...renamedRules])("%s is one no more, %s is", (before, now) => {
    expect(ruleFiles).not.toContain(before);
    expect(ruleFiles).toContain(now);
  });
});

describe("rules", () => {
  it.each(ruleFiles)("has a test for %s, with a value that is not known", (rule) => {
    const test = join(repositoryRoot, "tests", "policy", "rules", `${rule}.test.ts`);
    expect(readFileSync(test, "utf8")).toContain("unknownText");
  });
});
