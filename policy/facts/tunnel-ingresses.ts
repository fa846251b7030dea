import { z } from "zod";

import { readFact } from "./read-fact";
import type { Resource } from "./resource";

/** What a tunnel's own configuration passes requests to, and for which name: without one it is any. */
export interface TunnelIngress {
  readonly hostname: string;
  readonly service: string | undefined;
}

/** The rules of a tunnel's own configuration. */
export function ingressesOf(resource: Resource): readonly TunnelIngress[] {
  const config = readFact(resource, "config", tunnelConfig);
  return (config?.ingresses ?? []).map(({ hostname, service }) => ({
    hostname: hostname === undefined || hostname === "" ? "any name" : hostname,
    service,
  }));
}

const tunnelConfig = z
  .object({
    ingresses: z
      .array(z.object({ hostname: z.string().optional(), service: z.string().optional() }))
      .optional(),
  })
  .optional();
