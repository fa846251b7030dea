import type { Config } from "jest";

const shared = {
  testEnvironment: "node",
  // Pulumi's gRPC globals outlive a test file; cleaning them up makes Jest warn.
  testEnvironmentOptions: { globalsCleanup: "off" },
  setupFiles: ["<rootDir>/tests/support/setup.ts"],
  transform: {
    "^.+\\.ts$": "<rootDir>/tests/support/esbuild-transformer.cjs",
  },
  modulePathIgnorePatterns: ["<rootDir>/.sandbox"],
} satisfies NonNullable<Config["projects"]>[number];

const patient = { ...shared, setupFilesAfterEnv: ["<rootDir>/tests/support/patience.ts"] };

/** Tests that need the Pulumi engine and nothing else. */
const engineTests = [
  "tests/sandbox/toolchain/engine",
  "tests/policy",
  "tests/cli/secrets",
  "tests/sandbox/commands",
  "tests/documents",
  "tests/github",
  "tests/stacks",
];

const e2e = (folder: string): string => `<rootDir>/${folder}/**/*.e2e.test.ts`;

const config: Config = {
  // Jest leaves one core to itself, which of two is half.
  maxWorkers: "100%",
  testSequencer: "<rootDir>/tests/support/alphabetical-sequencer.cjs",
  projects: [
    {
      ...shared,
      displayName: "unit",
      testMatch: ["<rootDir>/tests/**/*.test.ts"],
      testPathIgnorePatterns: ["/node_modules/", "\\.e2e\\.test\\.ts$"],
    },
    { ...patient, displayName: "engine", testMatch: engineTests.map(e2e) },
    {
      // The same tests against stand-ins and, where they are named, against the real things.
      ...patient,
      displayName: "contract",
      testMatch: [e2e("tests/contract")],
      // A node's stand-in is a machine of the sandbox: tests/machines/15-contract-node.
      testPathIgnorePatterns: [
        "/node_modules/",
        ...((process.env["MOCO_CONTRACT_NODE"] ?? "") === ""
          ? ["<rootDir>/tests/contract/node/"]
          : []),
      ],
    },
    {
      // One part each on the Docker engine: an image, a guest, the edge, a release. They wait more than
      // they compute, so two at a time; each has containers and networks of its own.
      ...patient,
      displayName: "parts",
      globalSetup: "<rootDir>/tests/support/bring-up.ts",
      globalTeardown: "<rootDir>/tests/support/tear-down.ts",
      testMatch: [e2e("tests")],
      testPathIgnorePatterns: ["/node_modules/", "<rootDir>/tests/machines/"].concat(
        [...engineTests, "tests/contract"].map((folder) => `<rootDir>/${folder}/`),
      ),
    },
    {
      // The whole sandbox, brought up once for all of them and destroyed at the end.
      ...patient,
      displayName: "machines",
      testMatch: [e2e("tests/machines")],
      globalSetup: "<rootDir>/tests/machines/support/bring-up.ts",
      globalTeardown: "<rootDir>/tests/machines/support/tear-down.ts",
    },
  ],
};

export default config;
