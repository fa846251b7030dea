import { z } from "zod";

import { readFact } from "./read-fact";
import type { Resource } from "./resource";
import { resourceType } from "./resource-type";

/** A public name and what guards it. */
export type RouteFact = z.output<typeof route> & {
  /** The route by its public name, which is what a person knows of it. */
  readonly where: string;
};

/** Requests that one client may make. */
export type RateLimitFact = z.output<typeof rateLimit>;

/** How both the model and Traefik write it. */
export const rateLimit = z.object({
  average: z.number().optional(),
  burst: z.number().optional(),
  period: z.string().optional(),
});

const route = z.object({
  name: z.string(),
  hostname: z.string(),
  path: z.string(),
  rateLimit: rateLimit.optional(),
  assets: z.object({ rateLimit: rateLimit.optional() }).optional(),
  access: z
    .object({
      kind: z.string(),
      groups: z.array(z.string()).optional(),
      tokens: z.array(z.string()).optional(),
      reason: z.string().optional(),
      compensatingControl: z.string().optional(),
    })
    .optional(),
});

/** Routes that a service, a proxy or a tunnel publishes. */
export function routesOf(resource: Resource): readonly RouteFact[] {
  const [property, routes] =
    resource.type === resourceType.composeService
      ? (["service.routes", readFact(resource, "service", serviceRoutes).routes] as const)
      : (["routes", readFact(resource, "routes", z.array(route))] as const);
  return routes.map((fact) => ({ ...fact, where: `${property}[${fact.hostname}${fact.path}]` }));
}

const serviceRoutes = z.object({ routes: z.array(route) });
