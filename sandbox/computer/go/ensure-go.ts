import { join } from "node:path";

import execa from "execa";
import { cacheDirectory } from "@moco-sandbox/world";
import type { Report } from "@moco-sandbox/world/report";

import { findOnPath, isExecutable } from "../programs/find-on-path";
import { isAtLeast } from "../programs/is-at-least";
import { fetchGo } from "./fetch-go";
import { goVersion, oldestGo } from "./go-toolchain";

const fetched = join(cacheDirectory, "go", goVersion);

let turn: Promise<string> | undefined;

/** Path of a `go` that builds what the sandbox needs: the user's own, else one fetched into the cache. */
export function ensureGo(report: Report): Promise<string> {
  // Three parts of the sandbox ask at the same time.
  turn ??= findOrFetch(report).catch((error: unknown) => {
    turn = undefined;
    throw error;
  });
  return turn;
}

async function findOrFetch(report: Report): Promise<string> {
  const own = findOnPath("go");
  if (own !== undefined && isAtLeast(await versionOf(own), oldestGo)) return own;
  const go = join(fetched, "bin", "go");
  if (!isExecutable(go)) await fetchGo(fetched, report);
  return go;
}

/** Of the one that works here: since 1.21 Go fetches what a go.mod asks for, where that is allowed. */
async function versionOf(go: string): Promise<string> {
  const { stdout } = await execa(go, ["env", "GOVERSION"], {
    // Its go.mod asks for the oldest that will do.
    cwd: __dirname,
    reject: false,
  });
  return stdout === "" ? "0" : stdout;
}
