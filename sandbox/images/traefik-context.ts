import { cpSync, readFileSync } from "node:fs";
import { join } from "node:path";

import { ensureGo } from "@moco-sandbox/computer/ensure-go";
import { cachedFolder } from "@moco-sandbox/world/content-cache";
import type { Report } from "@moco-sandbox/world/report";
import { runLogged } from "@moco-sandbox/world/run-logged";

import type { BuildContext } from "./image-to-build";

const folder = join(__dirname, "traefik");
const sources = ["go.mod", "go.sum", join("ext", "go.mod"), join("ext", "ext.go")];
const traefik = "github.com/traefik/traefik/v3";

/** Traefik's binary, built from its Go module; some seven minutes on two cores, once. */
export async function buildTraefikContext(report: Report): Promise<BuildContext> {
  const texts = sources.map((file) => readFileSync(join(folder, file), "utf8"));
  const built = await cachedFolder("traefik", texts, async (target) => {
    const go = await ensureGo(report);
    for (const file of sources) cpSync(join(folder, file), join(target, file), { recursive: true });
    const version = /^require \S+ v(\S+)$/m.exec(texts.join("\n"))?.[1] ?? "unknown";
    const linked = `-s -w -X ${traefik}/pkg/version.Version=${version}`;
    report("building Traefik from its Go module (some minutes, once)");
    await runLogged(
      go,
      [
        ...["build", "-trimpath", "-ldflags", linked, "-o", join(target, "traefik")],
        `${traefik}/cmd/traefik`,
      ],
      { log: "build-traefik", cwd: target, env: { CGO_ENABLED: "0", GOFLAGS: "-mod=mod" }, report },
    );
  });
  return { [join(built, "traefik")]: "traefik" };
}
