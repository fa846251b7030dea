import { listOf } from "../../model/basics/list-of";
import { login } from "../../model/service/access";
import type { ContainerSpec } from "../../model/service/container-spec";
import type { ServiceSpec } from "../../model/service/service-spec";
import { type ImageName, images } from "../../services/images";
import type { Placement } from "../../stacks/plan/location-definition";
import { aContainer, aRoute, dailyBackup } from "../fixtures/thirty-services/archetypes";
import type { LocationSource } from "./thirty-services";

/** One way to break the fixture of thirty services, and what has to be said about it. */
export interface Break {
  readonly what: string;
  readonly apply: (source: LocationSource) => LocationSource;
  readonly message: string;
}

type Spec = ServiceSpec<ImageName>;
type Container = ContainerSpec<ImageName>;

/** Twenty ways, none of which hides another. */
export const breaks: readonly Break[] = [
  {
    what: "a service on a guest that is not there",
    apply: placed("probe", { on: "edge" }),
    message:
      'probe.on must be the role of a guest of hq, got "edge". Use one of apps, data, ext, mgmt, store, web, or add the guest to the stack\'s configuration.',
  },
  {
    what: "a database on a guest that is not there",
    apply: placed("files", { ownedOn: "db" }),
    message:
      'files.ownedOn must be the role of a guest of hq, got "db". Use one of apps, data, ext, mgmt, store, web, or add the guest to the stack\'s configuration.',
  },
  {
    what: "a need of a service that is not there",
    apply: service("wiki", ({ needs }) => ({ needs: { ...needs, mail: using("mial", "smtp") } })),
    message:
      'wiki.needs.mail.service must be a service of the same location, got "mial". Place it in the stack as well, or need another one.',
  },
  {
    what: "a need of an endpoint that is not there",
    apply: service("dashboards", ({ needs }) => ({
      needs: { ...needs, metrics: using("metrics", "api") },
    })),
    message:
      'dashboards.needs.metrics.endpoint must be an endpoint of metrics, got "api". Use one of http, or declare it there.',
  },
  {
    what: "services that wait for each other",
    apply: (source) =>
      service("search", () => ({ needs: { cache: using("cache", "tcp") } }))(
        service("cache", () => ({ needs: { search: using("search", "http") } }))(source),
      ),
    message:
      "cache.needs must not lead back to the service itself, got cache -> search -> cache. Take one of these relations away.",
  },
  {
    what: "a port that another service has",
    apply: service("search", () => ({
      endpoints: { http: { container: "server", port: 9200, publishedPort: 27_441 } },
    })),
    message:
      "search.endpoints.http.publishedPort must be free on hq-store; chat-database.endpoints.sql has it already, got 27441. Write another one, for instance from 20000 to 29999.",
  },
  {
    what: "two services of one name",
    apply: (source) => ({
      ...source,
      definition: {
        services: [
          ...source.definition.services,
          { service: { ...named(source, "mail"), name: "importer" }, on: "apps" },
        ],
      },
    }),
    message:
      'importer must have a name of its own; importer has it already, got "importer". Change one of the two.',
  },
  {
    what: "a zone that is not there",
    apply: service("blog", () => ({ routes: [aRoute("blog", { zone: "stroe" })] })),
    message:
      'blog.routes.pages.zone must be the key of one of the location\'s zones, got "stroe". Use one of main, store, or add it to cloudflare.zones.',
  },
  {
    what: "a public address that another service has",
    apply: service("calendar", () => ({ routes: [aRoute("wiki")] })),
    message:
      'calendar.routes.pages must have a public address of its own; wiki.routes.pages has it already, got "wiki.moco.test". Change one of the two.',
  },
  {
    what: "a name two labels below its zone",
    apply: service("status", () => ({ routes: [aRoute("a.b")] })),
    message:
      'status.routes.pages.subdomain must be one label below the zone, of lower-case letters, digits and dashes, got "a.b". Write one label without a dot: the zone\'s certificate covers no more.',
  },
  {
    what: "a path that is guarded more narrowly than the name above it",
    apply: service("feedback", ({ routes = [] }) => ({
      routes: routes.map((route) =>
        route.name === "form" ? { ...route, access: login("admins") } : route,
      ),
    })),
    message:
      "feedback.routes.form.access must admit everyone whom feedback.routes.pages admits to feedback.moco-store.test above it, got feedback.moco-store.test/form. Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
  },
  {
    what: "a rate limit that Traefik takes for none",
    apply: service("hooks", ({ routes = [] }) => ({
      routes: routes.map((route) => ({
        ...route,
        rateLimit: { average: 0, burst: 10, period: "1m" },
      })),
    })),
    message:
      "hooks.routes.pages.rateLimit must be a whole average above 0, a burst not below it, and a period, got 0/10/1m. Use webRateLimit, apiRateLimit or, for assets, assetRateLimit.",
  },
  {
    what: "a backup that is rarer than the RPO",
    apply: service("chat", () => ({
      volumes: { data: { backup: { ...dailyBackup.backup, every: "7d" } } },
    })),
    message:
      "chat.volumes.data.backup.every must not exceed the service's RPO of 24h, got 7d. Back up more often, or accept a longer RPO in objectives.",
  },
  {
    what: "a mount of a volume that is not there",
    apply: container("objects", "server", { mounts: { "/objects": "objetcs" } }),
    message:
      'objects.containers.server.mounts./objects must name one of the service\'s volumes, got "objetcs". Use one of objects, or declare it in volumes.',
  },
  {
    what: "an image that is not in the lock",
    apply: container("thumbnails", "worker", { image: "thumbnailer" as ImageName }),
    message: `thumbnails.containers.worker.image must name an image of the lock, got "thumbnailer". Use one of ${listOf(Object.keys(images))}, or add it to services/images.ts.`,
  },
  {
    what: "more reserved than the limit",
    apply: container("indexer", "worker", {
      reservations: { cpus: 0.1, memory: "512m" },
    }),
    message:
      "indexer.containers.worker.reservations.memory must be above 0 and not above the limit of 256m, got 512m. Reserve what it needs on an ordinary day, or raise the limit.",
  },
  {
    what: "a guest that is too small for its services",
    apply: container("shop", "web", {
      limits: { cpus: 0.5, memory: "8g" },
      reservations: { cpus: 0.1, memory: "8g" },
    }),
    message:
      'guests.hq-web.memory must hold the 9g that its services reserve, and 512m for its system, got "8g". Enlarge the guest, place a service elsewhere, or reserve less.',
  },
  {
    what: "a secret that is missing",
    apply: (source) => ({
      ...source,
      secretKeys: new Set([...source.secretKeys].filter((key) => key !== "proxmoxToken")),
    }),
    message:
      'proxmoxToken is missing (API token of Proxmox; "npm run bootstrap -- hq" makes it). Run "npm run secrets -- init hq".',
  },
  {
    what: "a host key that is missing",
    apply: (source) => ({
      ...source,
      document: Object.fromEntries(
        Object.entries(source.document).filter(([key]) => key !== "hostKeyPublic-hq-data"),
      ),
    }),
    message:
      'hostKeyPublic-hq-data is missing (public half of the guest\'s SSH host key). Run "npm run secrets -- init hq".',
  },
  {
    what: "a value that nobody has filled in",
    apply: (source) => ({
      ...source,
      document: {
        ...source.document,
        cloudflare: { ...(source.document["cloudflare"] as object), teamName: "example" },
      },
    }),
    message:
      'cloudflare.teamName is still the placeholder of a fresh clone, got "example". Write your own; docs/configuration.md says where it comes from.',
  },
];

/** With another placement of one service. */
function placed(name: string, change: Partial<Placement>): Break["apply"] {
  return (source) => ({
    ...source,
    definition: {
      services: source.definition.services.map((placement) =>
        placement.service.name === name ? { ...placement, ...change } : placement,
      ),
    },
  });
}

/** With a change to one service. */
function service(name: string, change: (spec: Spec) => Partial<Spec>): Break["apply"] {
  return (source) => {
    const spec = named(source, name);
    return placed(name, { service: { ...spec, ...change(spec) } })(source);
  };
}

/** With a change to one container. */
function container(name: string, of: string, change: Partial<Container>): Break["apply"] {
  return service(name, ({ containers }) => ({
    containers: { ...containers, [of]: { ...aContainer(), ...containers[of], ...change } },
  }));
}

function named({ definition }: LocationSource, name: string): Spec {
  const placement = definition.services.find((each) => each.service.name === name);
  if (placement === undefined) throw new Error(`the fixture has no service ${name}`);
  return placement.service;
}

function using(name: string, endpoint: string): NonNullable<Spec["needs"]>[string] {
  return { kind: "uses", service: name, endpoint };
}
