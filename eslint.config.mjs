import js from "@eslint/js";
import prettier from "eslint-config-prettier";
import tseslint from "typescript-eslint";

/** Text of one layer's rule: files of this layer must not import from those. */
function mayNotImport(layer, forbidden, why) {
  return {
    files: [`${layer}/**/*.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        { patterns: forbidden.map((group) => ({ ...group, message: why })) },
      ],
    },
  };
}

/** Import specifiers that lead into one of these top-level folders. */
function into(...folders) {
  const names = folders.join("|");
  return { regex: `^(\\.\\./)+(${names})(/|$)` };
}

const testFrameworks = { regex: "^(@jest/|jest$|ts-jest$)" };
const machineTools = { regex: "^(dockerode|ssh2|execa|listr2|cli-table3|commander)$" };
const providerSdks = {
  regex: "^@(muhlba91/pulumi-proxmoxve|pulumi/(docker|command|cloudflare))(/|$)",
};

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

  // The one direction of flow: docs/architecture.md.
  mayNotImport(
    "components",
    [
      into("services", "stacks", "policy", "sandbox", "scripts", "tests"),
      testFrameworks,
      machineTools,
    ],
    "Components know no service, no location and no stand-in by name: take it as an argument.",
  ),
  mayNotImport(
    "services",
    [
      into("stacks", "policy", "sandbox", "scripts", "tests"),
      { regex: "^(\\.\\./)+components/(?!service-spec/|shared/)" },
      { regex: "^(@|node:)" },
      machineTools,
    ],
    "A service is plain data: it may use components/service-spec and components/shared only.",
  ),
  mayNotImport(
    "stacks",
    [into("policy", "sandbox", "tests"), testFrameworks, machineTools],
    "A stack says what runs where; what stands in for the world differs in configuration only.",
  ),
  mayNotImport(
    "policy",
    [into("services", "stacks", "sandbox", "scripts", "tests"), providerSdks, testFrameworks],
    "Policies read registered resources only, and start fast: they load no provider SDK.",
  ),
  mayNotImport(
    "scripts",
    [into("policy", "tests"), testFrameworks],
    "Scripts prepare what a stack needs; they use components' and stacks' data.",
  ),
  mayNotImport("sandbox", [into("tests"), testFrameworks], "The sandbox runs without the tests."),
  {
    files: ["components/**/*.ts", "policy/**/*.ts", "services/**/*.ts", "stacks/**/*.ts"],
    rules: { "no-console": "error" },
  },

  {
    files: ["tests/**/*.ts", "bench/**/*.ts"],
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
