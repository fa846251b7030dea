import { z } from "zod";

import { type ComposeContainer, parseComposeContainers } from "./compose-containers";
import { type ProxyRouter, parseProxyRouters } from "./proxy-routers";
import { FactError, readFact } from "./read-fact";
import type { Resource } from "./resource";

/** A container of the release's compose file, and where it is written. */
export interface ReleasedContainer extends ComposeContainer {
  readonly path: string;
}

/** Containers as a `ComposeService`'s compose file has them, whatever the service's data says. */
export function composeContainersOf(resource: Resource): readonly ReleasedContainer[] {
  const files = readFact(resource, "files", z.object({ [composeFile]: z.string() }));
  return parseFile(resource, composeFile, files[composeFile], parseComposeContainers).map(
    (container) => ({
      ...container,
      path: `files["${composeFile}"].services.${container.name}`,
    }),
  );
}

/** Routers that a proxy's own service is given to run with, taken from the text of its release. */
export function proxyRoutersOf(resource: Resource): readonly ProxyRouter[] {
  return Object.entries(readFact(resource, "files", z.record(z.string(), z.string())))
    .filter(([file]) => file !== composeFile && /\.ya?ml$/.test(file))
    .flatMap(([file, text]) => parseFile(resource, file, text, parseProxyRouters));
}

const composeFile = "compose.yaml";

/** Text that a rule cannot read is a fault by itself. */
function parseFile<Parsed>(
  resource: Resource,
  file: string,
  text: string,
  parse: (text: string) => Parsed,
): Parsed {
  try {
    return parse(text);
  } catch {
    throw new FactError(resource, [
      {
        path: `files["${file}"]`,
        problem: "cannot be read as the configuration that it is",
        fix: "Render it from the service's data.",
      },
    ]);
  }
}
