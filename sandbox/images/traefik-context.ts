import { copyFileSync, readFileSync } from "node:fs";
import { join } from "node:path";

import execa from "execa";

import { cachedFolder } from "./content-cache";
import type { BuildContext, BuildReport } from "./image-source";
import { runLogged } from "./run-logged";

const folder = join(__dirname, "traefik");

/** Traefik's binary, built from its Go module; some seven minutes on two cores, once. */
export async function buildTraefikContext(report: BuildReport): Promise<BuildContext> {
  const sources = ["go.mod", "go.sum"];
  const built = await cachedFolder(
    "traefik",
    sources.map((file) => readFileSync(join(folder, file))),
    async (target) => {
      await requireGo();
      for (const file of sources) copyFileSync(join(folder, file), join(target, file));
      const flags = ["-trimpath", "-ldflags", "-s -w", "-o", join(target, "traefik")];
      report("building Traefik from its Go module (some minutes, once)");
      await runLogged("go", ["build", ...flags, "github.com/traefik/traefik/v3/cmd/traefik"], {
        log: "build-traefik",
        cwd: target,
        env: { CGO_ENABLED: "0", GOFLAGS: "-mod=mod" },
        report,
      });
    },
  );
  return { [join(built, "traefik")]: "traefik" };
}

async function requireGo(): Promise<void> {
  const { exitCode } = await execa("go", ["version"], { reject: false });
  if (exitCode !== 0) {
    throw new Error(
      "image traefik: Go 1.26 or newer is needed to build it where it cannot be pulled. Install it from https://go.dev/dl.",
    );
  }
}
