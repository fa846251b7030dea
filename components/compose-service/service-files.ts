import type { PlacedService } from "../../model/service/placed-service";
import { renderComposeFile } from "./compose-file";

/** Every file of a release but its secrets, by its path in the release: what a preview shows. */
export function renderServiceFiles(service: PlacedService): Readonly<Record<string, string>> {
  const files: Record<string, string> = { "compose.yaml": renderComposeFile(service) };
  for (const [name, container] of Object.entries(service.containers)) {
    for (const [path, text] of Object.entries(container.configFiles ?? {})) {
      files[`config/${name}${path}`] = text;
    }
    for (const [path, text] of Object.entries(container.reloadedFiles ?? {})) {
      files[`reloaded/${name}${path}`] = text;
    }
  }
  return files;
}
