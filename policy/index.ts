import { readFileSync } from "node:fs";
import { join } from "node:path";

import { PolicyPack } from "@pulumi/policy";

import { createPolicies } from "./create-policies";
import { ExemptionRegister } from "./exemptions/exemption-register";
import { parseExemptions } from "./exemptions/parse-exemptions";
import { rules } from "./rules/index";

const now = new Date();
const exemptions = parseExemptions(
  readFileSync(join(__dirname, "exemptions.yaml"), "utf8"),
  rules.map(({ name }) => name),
  now,
);

new PolicyPack("moco", {
  description: "What is never allowed, whoever wrote it.",
  enforcementLevel: "mandatory",
  policies: createPolicies(rules, new ExemptionRegister(exemptions, now)),
});
