import { parse } from "yaml";
import { z } from "zod";

/** One container of a rendered compose file, as far as it can reach its host. */
export type ComposeContainer = z.output<typeof container> & { readonly name: string };

const container = z.object({
  privileged: z.boolean().default(false),
  network_mode: z.string().optional(),
  pid: z.string().optional(),
  ipc: z.string().optional(),
  userns_mode: z.string().optional(),
  cap_add: z.array(z.string()).default([]),
  devices: z.array(z.unknown()).default([]),
  // Short form "source:target", or the long one.
  volumes: z
    .array(z.union([z.string(), z.object({ type: z.string(), source: z.string().optional() })]))
    .default([]),
});

const composeFile = z.object({ services: z.record(z.string(), container) });

/** Containers of a compose file; throws where it is none. */
export function parseComposeContainers(text: string): readonly ComposeContainer[] {
  const { services } = composeFile.parse(parse(text));
  return Object.entries(services).map(([name, facts]) => ({ ...facts, name }));
}
