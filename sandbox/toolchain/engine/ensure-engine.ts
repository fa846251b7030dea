import type { Report } from "@moco-sandbox/world/report";

import { buildEngine, findBuiltEngine } from "./build-engine";
import type { Engine } from "./engine";
import { findEngine } from "./find-engine";
import { findInstalledEngine, installEngine } from "./install-engine";

/**
 * A Pulumi CLI: the user's own, else one of an earlier run, else the official installer's, else
 * one built from its Go module. MOCO_SANDBOX_ENGINE=path|install|build allows only one way.
 */
export async function ensureEngine(report: Report): Promise<Engine> {
  const only = process.env["MOCO_SANDBOX_ENGINE"];
  const allowed = (way: string): boolean => only === undefined || only === way;
  const found =
    (allowed("path") ? await findEngine() : undefined) ??
    (allowed("install") ? await findInstalledEngine() : undefined) ??
    (allowed("build") ? await findBuiltEngine() : undefined) ??
    (allowed("install") ? await installEngine(report) : undefined);
  if (found !== undefined) return found;
  if (allowed("build")) return buildEngine(report);
  throw new Error(
    `engine: no Pulumi was found the way that MOCO_SANDBOX_ENGINE allows, got ${String(only)}. Unset it and run again.`,
  );
}
