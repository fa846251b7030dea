import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";

import execa from "execa";
import { dockerIsUsable } from "@moco-sandbox/computer/docker-client";
import { ensureDocker } from "@moco-sandbox/computer/ensure-docker";
import { ensurePrograms, type Program } from "@moco-sandbox/computer/ensure-programs";
import { repositoryRoot, stateDirectory } from "@moco-sandbox/world";

import { mapValues } from "../../model/basics/map-values";
import { contractVariables } from "../contract/targets";
import { announceSandbox } from "./announce-sandbox";
import { testCommand } from "./command-line";

/*
 * `npm test`: everything, in the order in which a fault is cheapest to find. Ends with one line that
 * counts all tests; with CI=true anything left out is a failure.
 */

interface Step {
  readonly title: string;
  readonly command: readonly string[];
  /** A jest run, whose tests are counted. */
  readonly counted: boolean;
  readonly needsDocker: boolean;
}

interface Count {
  passed: number;
  failed: number;
  skipped: number;
}

const npx = (...words: readonly string[]): readonly string[] => ["npx", "--no-install", ...words];
const jest = (project: string): readonly string[] => npx("jest", "--selectProjects", project);

const steps: readonly Step[] = [
  { title: "types", command: npx("tsc", "-p", "."), counted: false, needsDocker: false },
  {
    title: "floors",
    command: ["npm", "run", "--silent", "floors"],
    counted: false,
    needsDocker: false,
  },
  { title: "lint", command: npx("eslint", "."), counted: false, needsDocker: false },
  { title: "format", command: npx("prettier", "--check", "."), counted: false, needsDocker: false },
  { title: "unit", command: jest("unit"), counted: true, needsDocker: false },
  { title: "engine", command: [...jest("engine"), "-i"], counted: true, needsDocker: false },
  { title: "contract", command: [...jest("contract"), "-i"], counted: true, needsDocker: false },
  { title: "parts", command: jest("parts"), counted: true, needsDocker: true },
  { title: "machines", command: [...jest("machines"), "-i"], counted: true, needsDocker: true },
];

async function main(): Promise<void> {
  const total: Count = { passed: 0, failed: 0, skipped: 0 };
  const failures: string[] = [];
  const leftOut: string[] = [];
  await announceSandbox((text) => {
    console.log(`\n${text}\n`);
  });
  await programs();
  for (const step of steps) {
    if (step.needsDocker && !(await docker())) {
      leftOut.push(step.title);
      continue;
    }
    console.log(`\n=== ${step.title} ===`);
    const start = Date.now();
    const failed = await run(step, total);
    const seconds = ((Date.now() - start) / 1_000).toFixed(1);
    console.log(`=== ${step.title}: ${failed ? "FAILED" : "ok"} in ${seconds} s ===`);
    if (failed) failures.push(step.title);
  }
  report(total, failures, leftOut);
}

async function run(step: Step, total: Count): Promise<boolean> {
  const results = join(stateDirectory, "logs", `${step.title}-results.json`);
  mkdirSync(join(stateDirectory, "logs"), { recursive: true });
  rmSync(results, { force: true });
  const more = step.counted ? ["--json", `--outputFile=${results}`] : [];
  const [program = "", ...words] = step.command;
  const { exitCode } = await execa(program, [...words, ...more], {
    cwd: repositoryRoot,
    // The JSON goes to the file; what jest prints for people goes to standard error.
    stdio: ["ignore", step.counted ? "ignore" : "inherit", "inherit"],
    // Here the contract suites meet stand-ins, whatever is named: `npm run test:contract` is asked for by name.
    env: { FORCE_COLOR: "0", ...mapValues(contractVariables, () => "") },
    reject: false,
  });
  if (step.counted) add(total, results);
  return exitCode !== 0;
}

/**
 * What tests hand rendered scripts and units to, and what they open pages with; where it is missing those tests
 * are left out, or fail in CI.
 */
async function programs(): Promise<void> {
  await wanted(["shellcheck", "ssh-keygen", "systemd-analyze"], "tests");
  // By itself: Ubuntu's own package is a snap, and one that cannot be had must not keep the others away.
  await wanted(["chromium"], "tests of pages");
}

async function wanted(names: readonly Program[], purpose: string): Promise<void> {
  try {
    await ensurePrograms(names, purpose, (line) => {
      console.log(line);
    });
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
  }
}

function add(total: Count, results: string): void {
  // A run whose set-up failed, the bring-up of the machines for instance, writes no results.
  if (!existsSync(results)) {
    total.failed += 1;
    return;
  }
  const counted = JSON.parse(readFileSync(results, "utf8")) as {
    numPassedTests: number;
    numFailedTests: number;
    numPendingTests: number;
    numRuntimeErrorTestSuites: number;
  };
  total.passed += counted.numPassedTests;
  total.failed += counted.numFailedTests + counted.numRuntimeErrorTestSuites;
  total.skipped += counted.numPendingTests;
}

let dockerState: Promise<boolean> | undefined;

/** Whether there is a Docker engine, after trying to get one; asked once. */
function docker(): Promise<boolean> {
  dockerState ??= (async () => {
    try {
      await ensureDocker((line) => {
        console.log(line);
      });
    } catch (error) {
      console.error(error instanceof Error ? error.message : String(error));
    }
    return dockerIsUsable();
  })();
  return dockerState;
}

function report(total: Count, failures: readonly string[], leftOut: readonly string[]): void {
  if (leftOut.length > 0) {
    console.error(`\n!!! LEFT OUT, because there is no Docker engine: ${leftOut.join(", ")} !!!`);
    if (process.env["CI"] === "true") failures = [...failures, ...leftOut];
  }
  if (total.skipped > 0 && process.env["CI"] === "true") failures = [...failures, "skipped tests"];
  if (failures.length > 0) console.error(`\nFailed: ${failures.join(", ")}`);
  const { passed, failed, skipped } = total;
  console.log(`\n${String(passed)} passed, ${String(failed)} failed, ${String(skipped)} skipped`);
  process.exitCode = failures.length > 0 ? 1 : 0;
}

testCommand(main)
  .parseAsync()
  .catch((error: unknown) => {
    console.error(error);
    process.exitCode = 1;
  });
