import type { Config } from "jest";

const shared = {
  testEnvironment: "node",
  // Pulumi's gRPC globals outlive a test file; cleaning them up makes Jest warn.
  testEnvironmentOptions: { globalsCleanup: "off" },
  setupFiles: ["<rootDir>/tests/support/setup.ts"],
  transform: {
    "^.+\\.ts$": ["ts-jest", { tsconfig: "<rootDir>/tsconfig.json", diagnostics: false }],
  },
  modulePathIgnorePatterns: ["<rootDir>/.sandbox"],
} satisfies NonNullable<Config["projects"]>[number];

const config: Config = {
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/tests/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "\\.e2e\\.test\\.ts$"],
    },
    {
      ...shared,
      displayName: "e2e",
      testMatch: ["<rootDir>/tests/**/*.e2e.test.ts"],
    },
  ],
};

export default config;
