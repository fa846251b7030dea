import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

/** Things that compile and are wrong in a Pulumi program. */
const resourceInApply = {
  selector:
    "CallExpression[callee.property.name='apply'] NewExpression:not([callee.name=/(Error|Map|Set|Date|RegExp|URL)$/])",
  message: "A resource made inside apply is missing from previews: decide with plain data instead.",
};
const stringifiedInputs = {
  selector:
    "ClassDeclaration CallExpression[callee.object.name='JSON'][callee.property.name='stringify']",
  message:
    "JSON.stringify writes an error text in place of an Output: use pulumi.jsonStringify, or render plain data in a render* function.",
};
const configOutsideStacks = {
  selector: "NewExpression[callee.property.name='Config'], NewExpression[callee.name='Config']",
  message: "Configuration is read in stacks/config only: pass plain data down.",
};
const defaultExport = {
  selector: "ExportDefaultDeclaration",
  message: "Use a named export: one name for one thing everywhere.",
};

export default tseslint.config(
  {
    ignores: ["node_modules/", ".sandbox/", "coverage/", "**/*.js"],
  },
  { linterOptions: { reportUnusedDisableDirectives: "error" } },
  js.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/explicit-module-boundary-types": "error",
      // `process.env["NAME"]` is what noPropertyAccessFromIndexSignature asks for.
      "@typescript-eslint/dot-notation": "off",
      "max-lines": ["warn", { max: 300, skipBlankLines: true, skipComments: true }],
      "no-restricted-syntax": [
        "error",
        resourceInApply,
        stringifiedInputs,
        configOutsideStacks,
        defaultExport,
      ],
    },
  },
  {
    files: ["**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", URL: "readonly", require: "readonly" },
    },
  },
  {
    files: ["**/*.cjs"],
    languageOptions: { globals: { __dirname: "readonly", __filename: "readonly" } },
  },

  // Outside components no class handles Inputs.
  {
    files: ["**/*.ts"],
    ignores: ["components/**"],
    rules: {
      "no-restricted-syntax": ["error", resourceInApply, configOutsideStacks, defaultExport],
    },
  },
  {
    files: ["stacks/config/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", resourceInApply, defaultExport] },
  },
  {
    // Jest wants a default export of its configuration, its set-up and its tear-down.
    files: ["*.config.ts", "tests/**/support/bring-up.ts", "tests/**/support/tear-down.ts"],
    rules: { "no-restricted-syntax": "off" },
  },

  {
    files: [
      "model/**/*.ts",
      "components/**/*.ts",
      "policy/**/*.ts",
      "services/**/*.ts",
      "stacks/**/*.ts",
    ],
    rules: { "no-console": "error" },
  },

  {
    files: ["tests/**/*.ts", "tools/bench/**/*.ts"],
    rules: {
      "max-lines": "off",
      // Broken input is what many tests are about.
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-empty-function": "off",
    },
  },
  {
    // An assertion in an apply that nobody awaits passes by never running.
    files: ["tests/**/*.test.ts"],
    rules: {
      "no-restricted-syntax": [
        "error",
        {
          selector:
            "CallExpression[callee.property.name='apply'] CallExpression[callee.name='expect']",
          message: "Await the value first (valueOf), then assert: an apply may never run.",
        },
        defaultExport,
      ],
    },
  },
  prettier,
);
