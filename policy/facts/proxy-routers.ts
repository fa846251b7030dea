import { parse } from "yaml";
import { z } from "zod";

import { type RateLimitFact, rateLimit } from "./routes";

/** One router of a rendered Traefik configuration. */
export interface ProxyRouter {
  readonly name: string;
  /** ``Host(`n8n.example.org`) && PathPrefix(`/hook`)`` */
  readonly rule: string;
  /** Rate limits that are really attached to it. */
  readonly limits: readonly RateLimitFact[];
}

/** Routers in a Traefik file, and the rate limits that are really attached to each; throws where it cannot be read. */
export function parseProxyRouters(text: string): readonly ProxyRouter[] {
  const { http } = configuration.parse(parse(text));
  const middlewares = http?.middlewares ?? {};
  const limitsOf = (name: string): readonly RateLimitFact[] => {
    const { rateLimit, chain } = middlewares[name.replace(/@file$/, "")] ?? {};
    return [
      ...(rateLimit === undefined ? [] : [rateLimit]),
      ...(chain?.middlewares ?? []).flatMap(limitsOf),
    ];
  };
  return Object.entries(http?.routers ?? {}).map(([name, router]) => ({
    name,
    rule: router.rule,
    limits: (router.middlewares ?? []).flatMap(limitsOf),
  }));
}

const configuration = z.object({
  http: z
    .object({
      routers: z
        .record(
          z.string(),
          z.object({ rule: z.string(), middlewares: z.array(z.string()).optional() }),
        )
        .optional(),
      middlewares: z
        .record(
          z.string(),
          z.object({
            rateLimit: rateLimit.optional(),
            chain: z.object({ middlewares: z.array(z.string()) }).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});
