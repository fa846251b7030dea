import { spawnSync } from "node:child_process";

/** `it` for a test that needs a program: left out where that is missing, but never in CI. */
export function itWith(program: string): jest.It {
  if (process.env["CI"] === "true") return it;
  return spawnSync(program, ["--version"]).status === 0 ? it : it.skip;
}
