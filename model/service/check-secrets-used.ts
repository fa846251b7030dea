import type { Problem } from "../basics/problem";
import type { ServiceSpec } from "./service-spec";

/** Secrets that are made, kept and rotated for nobody. */
export function checkSecretsUsed(service: ServiceSpec): readonly Problem[] {
  const used = new Set(
    Object.values(service.containers).flatMap((container) =>
      Object.values(container.secretFiles ?? {}),
    ),
  );
  return Object.keys(service.secrets ?? {})
    .filter((secret) => !used.has(secret))
    .map((secret) => ({
      path: `${service.name}.secrets.${secret}`,
      problem: "is used by no container",
      fix: "Give it to a container in secretFiles, or remove it.",
    }));
}
