import { z } from "zod";

import { readFact } from "./read-fact";
import type { Resource } from "./resource";

/** What an SSH connection is held against, and where that is written. */
export interface HostKeyFact {
  readonly path: string;
  readonly hostKey: string | undefined;
}

/** Host keys of an SSH connection and of the one that it goes through. */
export function hostKeysOf(resource: Resource): readonly HostKeyFact[] {
  const { hostKey, proxy } = readFact(resource, "connection", connection);
  return [
    { path: "connection.hostKey", hostKey },
    ...(proxy === undefined ? [] : [{ path: "connection.proxy.hostKey", hostKey: proxy.hostKey }]),
  ];
}

const connection = z.object({
  hostKey: z.string().optional(),
  proxy: z.object({ hostKey: z.string().optional() }).optional(),
});
