import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** The world's names and addresses, with a state directory that is one test file's alone: for `jest.mock`. */
export function worldWithOwnState(): object {
  return {
    ...jest.requireActual<object>("@moco-sandbox/world"),
    stateDirectory: mkdtempSync(join(tmpdir(), "moco-state-")),
  };
}
