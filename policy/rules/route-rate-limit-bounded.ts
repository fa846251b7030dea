import type { Problem } from "../../model/basics/problem";
import { isDuration, toSeconds } from "../../model/basics/units";
import { proxyRoutersOf } from "../facts/release-files";
import type { Resource } from "../facts/resource";
import { resourceType } from "../facts/resource-type";
import { type RateLimitFact, routesOf } from "../facts/routes";
import type { ResourceRule } from "./rule";

export const routeRateLimitBounded: ResourceRule = {
  name: "route-rate-limit-bounded",
  description:
    "No limit of a public name is so high that it limits nobody, or so low that its page stays blank.",
  severity: "high",
  remediationSteps:
    "Take webRateLimit for pages, apiRateLimit for programs, assetRateLimit for the files that pages load.",
  types: [resourceType.composeService, resourceType.traefikProxy, resourceType.zeroTrustTunnel],
  check: (resource) => [...checkRoutes(resource), ...checkRouters(resource)],
};

/** Lowest and highest number that a limit may have; docs/policies.md says where they come from. */
interface Bounds {
  readonly of: string;
  readonly perMinute: readonly [least: number, most: number];
  readonly burst: readonly [least: number, most: number];
  readonly use: string;
}

const pages: Bounds = {
  of: "pages that people open",
  perMinute: [30, 600],
  burst: [100, 600],
  use: "webRateLimit",
};
const calls: Bounds = {
  of: "calls",
  perMinute: [0, 600],
  burst: [1, 600],
  use: "apiRateLimit",
};
const files: Bounds = {
  of: "files that pages load",
  perMinute: [300, 3_000],
  burst: [500, 5_000],
  use: "assetRateLimit",
};

/** What an hour does not bring back, nobody waits for. */
const longestPeriod = "1h";

function checkRoutes(resource: Resource): readonly Problem[] {
  return routesOf(resource).flatMap(({ where, access, rateLimit, assets }) => [
    ...checkBounds(`${where}.rateLimit`, rateLimit, access?.kind === "login" ? pages : calls),
    ...checkBounds(`${where}.assets.rateLimit`, assets?.rateLimit, files),
  ]);
}

/** What a proxy's Traefik reads: only a router that lets nothing but reading in may have the limit of files. */
function checkRouters(resource: Resource): readonly Problem[] {
  if (resource.type !== resourceType.composeService) return [];
  if (resource.parent?.type !== resourceType.traefikProxy) return [];
  return proxyRoutersOf(resource).flatMap(({ name, rule, limits }) =>
    limits.flatMap((limit) =>
      checkBounds(`http.routers.${name}.rateLimit`, limit, onlyReads(rule) ? files : calls),
    ),
  );
}

function onlyReads(rule: string): boolean {
  return rule.includes(" && (Method(`GET`) || Method(`HEAD`)) && ");
}

/** A limit that is missing, or none at all, is the business of route-rate-limit-present. */
function checkBounds(
  path: string,
  limit: RateLimitFact | undefined,
  { of, perMinute, burst, use }: Bounds,
): readonly Problem[] {
  const { average, burst: atOnce, period } = limit ?? {};
  if (average === undefined || atOnce === undefined || !isDuration(period)) return [];
  const seconds = toSeconds(period);
  if (seconds <= 0) return [];
  const fix = `More would limit nobody, less would refuse what an honest client asks for. Use ${use}.`;
  return [
    ...outside(perMinute, (average * 60) / seconds).map((got) => ({
      path: `${path}.average`,
      problem: `must let ${range(perMinute)} requests a minute in, of ${of}`,
      got,
      fix,
    })),
    ...outside(burst, atOnce).map((got) => ({
      path: `${path}.burst`,
      problem: `must let ${range(burst)} requests in at once, of ${of}`,
      got,
      fix,
    })),
    ...(seconds <= toSeconds(longestPeriod)
      ? []
      : [
          {
            path: `${path}.period`,
            problem: `must be ${longestPeriod} or less`,
            got: `"${period}"`,
            fix: "Who has used it up would be shut out for longer than anybody waits.",
          },
        ]),
  ];
}

/** The number, where it is out of bounds. */
function outside([least, most]: readonly [number, number], value: number): readonly string[] {
  return value >= least && value <= most ? [] : [String(Math.round(value * 100) / 100)];
}

function range([least, most]: readonly [number, number]): string {
  return least < 1 ? `at most ${String(most)}` : `${String(least)} to ${String(most)}`;
}
