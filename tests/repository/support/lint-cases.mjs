// Lints the cases on standard input and prints the rules that each breaks. A process of its own,
// because Jest cannot import the configuration, which is a module.
import { readFileSync } from "node:fs";

import { ESLint } from "eslint";

const judgedByText = ["no-restricted-imports", "no-restricted-syntax", "no-console"];

const eslint = new ESLint({
  // The rules that need types are left to the lint of the real files.
  overrideConfig: {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: false, project: null } },
  },
  ruleFilter: ({ ruleId }) => judgedByText.includes(ruleId),
});

const results = [];
for (const { file, code } of JSON.parse(readFileSync(0, "utf8"))) {
  const [result] = await eslint.lintText(code, { filePath: file });
  const messages = (result?.messages ?? []).filter(({ ruleId, fatal }) => ruleId || fatal);
  results.push(messages.map(({ ruleId, message }) => ruleId ?? message));
}
process.stdout.write(JSON.stringify(results));
