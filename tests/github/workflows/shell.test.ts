import { execFileSync } from "node:child_process";

import { itWith } from "../../support/it-with";
import { actions, scriptsOf, steps } from "../support/workflow-files";

const linted = itWith("shellcheck");

describe("what steps run", () => {
  const scripts = Object.entries(steps).flatMap(([where, { run, shell = "bash" }]) =>
    run === undefined ? [] : [[where, run, shell] as const],
  );

  linted.each(scripts)("is clean for shellcheck: %s", (_, run, shell) => {
    expect(shellcheck([`--shell=${shell}`, "-"], run)).toBe("");
  });

  linted.each(Object.keys(actions).flatMap(scriptsOf))("is clean for shellcheck: %s", (file) => {
    expect(shellcheck([file])).toBe("");
  });

  linted("would be refused with a fault", () => {
    expect(shellcheck(["--shell=bash", "-"], "echo $unquoted\n")).toContain("SC2086");
  });
});

function shellcheck(args: readonly string[], input = ""): string {
  try {
    return execFileSync("shellcheck", args, { input, encoding: "utf8" });
  } catch (error) {
    return (error as { readonly stdout: string }).stdout;
  }
}
