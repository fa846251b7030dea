import { accept } from "../../../model/basics/checked";
import { renderProblem } from "../../../model/basics/problem";
import { UserError } from "../../../model/basics/user-error";
import type { PlacedService } from "../../../model/service/placed-service";
import type { LocationDefinition } from "../../../stacks/plan/location-definition";
import type { Location } from "../../../stacks/plan/location";
import { hq } from "../../fixtures/thirty-services/definition";
import { status } from "../../fixtures/thirty-services/web-apps";
import { breaks } from "../../support/broken-services";
import { planThirtyServices, thirtyServices } from "../../support/thirty-services";

const location = accept("Pulumi.hq.yaml", planThirtyServices());

function planned(definition: LocationDefinition): Location {
  return accept("Pulumi.hq.yaml", planThirtyServices(thirtyServices(definition)));
}

function servicesOf({ guests }: Location): readonly PlacedService[] {
  return guests.flatMap(({ services }) => services);
}

function environmentOf(name: string): Readonly<Record<string, string>> {
  const found = servicesOf(location).find((service) => service.name === name);
  return Object.values(found!.containers)[0]!.environment;
}

/** `<service> <port>`, of every service with a port on its guest's address. */
function portsOf(from: Location): readonly string[] {
  return servicesOf(from)
    .flatMap(({ name, ports }) => ports.map(({ port }) => `${name} ${String(port)}`))
    .sort();
}

const assigned = [
  "cache 26026",
  "calendar-database 25556",
  "chat-database 27441",
  "flows-database 23130",
  "mail 2525",
  "search 23676",
  "shop-database 22978",
  "wiki-database 28940",
];

describe("a location of thirty services", () => {
  it("is planned: thirty services on six guests", () => {
    const guests = location.guests.map(({ plan, services }) => [
      plan.name,
      services.map(({ name }) => name).join(" "),
    ]);
    expect(servicesOf(location)).toHaveLength(30);
    expect(Object.fromEntries(guests)).toEqual({
      "hq-mgmt": "metrics dashboards-database dashboards",
      "hq-web": "shop blog-database blog wiki calendar status feedback",
      "hq-apps": "flows files-database files chat cache thumbnails indexer",
      "hq-data": "shop-database wiki-database calendar-database flows-database",
      "hq-store": "chat-database search objects registry archiver",
      "hq-ext": "mail hooks importer probe",
    });
  });

  it("opens these ports and no other", () => {
    const flows = location.flows.map(
      ({ from, to, protocol, port, why }) =>
        `${"guest" in from ? from.guest : "node"} -> ${to} ${protocol}/${String(port)}: ${why}`,
    );
    expect(flows).toEqual([
      "node -> hq-mgmt tcp/22: operators, by the management tunnel",
      "node -> hq-web tcp/22: operators, by the management tunnel",
      "node -> hq-apps tcp/22: operators, by the management tunnel",
      "node -> hq-data tcp/22: operators, by the management tunnel",
      "node -> hq-store tcp/22: operators, by the management tunnel",
      "node -> hq-ext tcp/22: operators, by the management tunnel",
      "hq-mgmt -> hq-mgmt tcp/80: public names, by the services' tunnel",
      "hq-ext -> hq-mgmt tcp/80: public names, by the services' tunnel",
      "hq-mgmt -> hq-web tcp/80: public names, by the services' tunnel",
      "hq-ext -> hq-web tcp/80: public names, by the services' tunnel",
      "hq-mgmt -> hq-apps tcp/80: public names, by the services' tunnel",
      "hq-ext -> hq-apps tcp/80: public names, by the services' tunnel",
      "hq-mgmt -> hq-store tcp/80: public names, by the services' tunnel",
      "hq-ext -> hq-store tcp/80: public names, by the services' tunnel",
      "hq-mgmt -> hq-ext tcp/80: public names, by the services' tunnel",
      "hq-ext -> hq-ext tcp/80: public names, by the services' tunnel",
      "hq-web -> hq-data tcp/22978: hq-web uses shop-database",
      "hq-web -> hq-data tcp/28940: hq-web uses wiki-database",
      "hq-web -> hq-data tcp/25556: hq-web uses calendar-database",
      "hq-apps -> hq-data tcp/23130: hq-apps uses flows-database",
      "hq-apps -> hq-store tcp/27441: hq-apps uses chat-database",
      "hq-ext -> hq-apps tcp/26026: hq-ext uses cache",
      "hq-web -> hq-apps tcp/26026: hq-web uses cache",
      "hq-apps -> hq-store tcp/23676: hq-apps uses search",
      "hq-apps -> hq-ext tcp/2525: hq-apps uses mail",
      "hq-mgmt -> hq-ext tcp/2525: hq-mgmt uses mail",
      "hq-web -> hq-ext tcp/2525: hq-web uses mail",
    ]);
  });

  it("gives services of one guest a network with what they need, and with their proxy, alone", () => {
    const networks = location.guests.map((guest) => [
      guest.plan.name,
      guest.networks.map(({ name }) => name).join(" "),
    ]);
    expect(Object.fromEntries(networks)).toEqual({
      "hq-mgmt": "metrics.proxy dashboards.proxy dashboards.dashboards-database dashboards.metrics",
      "hq-web":
        "shop.proxy blog.proxy wiki.proxy calendar.proxy status.proxy feedback.proxy blog.blog-database",
      "hq-apps":
        "flows.proxy files.proxy chat.proxy flows.cache files.files-database chat.cache thumbnails.cache",
      "hq-data": "",
      "hq-store": "objects.proxy registry.proxy registry.objects archiver.objects",
      "hq-ext": "hooks.proxy",
    });
  });

  it("joins every network with the two sides that it is for", () => {
    const members = new Map<string, string[]>();
    for (const { name, containers } of servicesOf(location)) {
      for (const [container, { networks, attachedNetworks }] of Object.entries(containers)) {
        for (const network of [...networks, ...attachedNetworks]) {
          members.set(network, [...(members.get(network) ?? []), `${name}/${container}`].sort());
        }
      }
    }
    const [proxies, pairs] = [true, false].map((proxy) =>
      Object.fromEntries([...members].filter(([name]) => name.endsWith(".proxy") === proxy)),
    );
    expect(Object.values(proxies!).flat().sort()).toEqual([
      "blog/web",
      "calendar/web",
      "chat/web",
      "dashboards/web",
      "feedback/web",
      "files/web",
      "flows/web",
      "hooks/web",
      "metrics/server",
      "objects/server",
      "registry/web",
      "shop/web",
      "status/web",
      "wiki/web",
    ]);
    expect(pairs).toEqual({
      "dashboards.dashboards-database": ["dashboards-database/postgres", "dashboards/web"],
      "dashboards.metrics": ["dashboards/web", "metrics/server"],
      "blog.blog-database": ["blog-database/postgres", "blog/web"],
      "flows.cache": ["cache/server", "flows/web"],
      "files.files-database": ["files-database/postgres", "files/web"],
      "chat.cache": ["cache/server", "chat/web"],
      "thumbnails.cache": ["cache/server", "thumbnails/worker"],
      "registry.objects": ["objects/server", "registry/web"],
      "archiver.objects": ["archiver/worker", "objects/server"],
    });
  });

  it.each([
    [
      "flows",
      "database on another guest",
      { DATABASE_HOST: "10.60.0.134", DATABASE_PORT: "23130" },
    ],
    [
      "files",
      "database on its guest",
      { DATABASE_HOST: "files-database-postgres", DATABASE_PORT: "5432" },
    ],
    ["thumbnails", "cache on its guest", { CACHE_HOST: "cache-server", CACHE_PORT: "6379" }],
    ["importer", "cache on another guest", { CACHE_HOST: "10.60.0.71", CACHE_PORT: "26026" }],
    ["blog", "name in the second zone", { PUBLIC_URL: "https://blog.moco-store.test/" }],
  ])("tells %s of its %s", (name, _, environment) => {
    expect(environmentOf(name)).toMatchObject(environment);
  });

  it("has public names in two zones, each at the proxy of its service's guest", () => {
    expect(
      location.routes.map(
        ({ hostname, path, access, originUrl }) => `${hostname}${path} ${access.kind} ${originUrl}`,
      ),
    ).toEqual([
      "metrics.moco.test/ login http://10.60.0.10:80",
      "dashboards.moco.test/ login http://10.60.0.10:80",
      "shop.moco.test/ login http://10.60.0.70:80",
      "shop.moco.test/hooks public http://10.60.0.70:80",
      "shop-api.moco.test/ serviceToken http://10.60.0.70:80",
      "www.moco-store.test/ public http://10.60.0.70:80",
      "blog.moco-store.test/ public http://10.60.0.70:80",
      "wiki.moco.test/ login http://10.60.0.70:80",
      "calendar.moco.test/ login http://10.60.0.70:80",
      "status.moco.test/ login http://10.60.0.70:80",
      "feedback.moco-store.test/ login http://10.60.0.70:80",
      "feedback.moco-store.test/form public http://10.60.0.70:80",
      "flows.moco.test/ login http://10.60.0.71:80",
      "files.moco.test/ login http://10.60.0.71:80",
      "chat.moco.test/ login http://10.60.0.71:80",
      "objects.moco.test/ serviceToken http://10.60.0.135:80",
      "registry.moco.test/ serviceToken http://10.60.0.135:80",
      "hooks.moco-store.test/ public http://10.60.0.198:80",
    ]);
  });

  it("publishes what other guests need, and nothing else", () => {
    expect(portsOf(location)).toEqual(assigned);
  });

  it.each([
    ["wiki", assigned.filter((port) => !port.startsWith("wiki-"))],
    ["importer", assigned],
  ])("changes nobody's port when %s is taken away", (name, ports) => {
    const services = hq.services.filter(({ service }) => service.name !== name);
    expect(portsOf(planned({ services }))).toEqual(ports);
  });

  it("changes nobody's port when a service is added before all others", () => {
    const services = [
      { service: { ...status, name: "added", routes: [] }, on: "data" },
      ...hq.services,
    ];
    expect(portsOf(planned({ services }))).toEqual(assigned);
  });
});

describe("a location broken in twenty ways", () => {
  it.each(breaks.map((one) => [one.what, one] as const))("is refused for %s", (_, one) => {
    const { value, problems } = planThirtyServices(one.apply(thirtyServices()));
    expect(value).toBeUndefined();
    expect(problems.map(renderProblem)).toEqual([one.message]);
  });

  it("is refused once, with all that is wrong", () => {
    const broken = breaks.reduce((source, { apply }) => apply(source), thirtyServices());
    expect(() => accept("Pulumi.hq.yaml", planThirtyServices(broken))).toThrow(
      new UserError(
        [
          "Pulumi.hq.yaml: 20 problems",
          ...breaks.map(({ message }) => `  ${message}`).sort(byPath),
        ].join("\n"),
      ),
    );
  });
});

/** As people read names: case and dashes count last. */
function byPath(a: string, b: string): number {
  return a.trim().split(" ")[0]!.localeCompare(b.trim().split(" ")[0]!);
}
