import { parse } from "yaml";
import { z } from "zod";

/** One router of a rendered Traefik configuration. */
export interface ProxyRouter {
  readonly name: string;
  /** ``Host(`n8n.example.org`) && PathPrefix(`/hook`)`` */
  readonly rule: string;
  readonly limited: boolean;
}

/** Routers in a Traefik file, and whether a rate limit is really attached to each; throws where it cannot be read. */
export function parseProxyRouters(text: string): readonly ProxyRouter[] {
  const { http } = configuration.parse(parse(text));
  const middlewares = http?.middlewares ?? {};
  const limits = (name: string): boolean => {
    const middleware = middlewares[name.replace(/@file$/, "")];
    return (
      (middleware?.rateLimit?.average ?? 0) >= 1 ||
      (middleware?.chain?.middlewares ?? []).some(limits)
    );
  };
  return Object.entries(http?.routers ?? {}).map(([name, router]) => ({
    name,
    rule: router.rule,
    limited: (router.middlewares ?? []).some(limits),
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
            rateLimit: z.object({ average: z.number().optional() }).optional(),
            chain: z.object({ middlewares: z.array(z.string()) }).optional(),
          }),
        )
        .optional(),
    })
    .optional(),
});
