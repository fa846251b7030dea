import { renderProblem } from "../../../model/basics/problem";
import {
  assignedPort,
  checkPublishedPorts,
  portOf,
  publishEndpoints,
} from "../../../stacks/plan/published-ports";
import { aLink, anInstance, dataGuest } from "../../support/an-instance";
import { aGuestPlan } from "../../support/location-plan";

const webGuest = aGuestPlan({ name: "pm1-web", address: "10.50.0.71" });

const withPort = (name: string, publishedPort: number) =>
  anInstance(name, dataGuest, { endpoints: { tcp: { container: "web", port: 1, publishedPort } } });

describe("publishEndpoints", () => {
  it("publishes an endpoint once, for every other guest that needs it, sorted", () => {
    const cache = anInstance("cache", dataGuest);
    const links = [
      aLink(anInstance("shop", webGuest), cache),
      aLink(anInstance("blog"), cache),
      aLink(anInstance("wiki"), cache),
    ];
    expect(publishEndpoints(links)).toEqual([
      {
        provider: cache,
        endpointName: "tcp",
        endpoint: { container: "web", port: 6379 },
        port: 26_026,
        from: ["pm1-apps", "pm1-web"],
      },
    ]);
  });

  it("publishes nothing for services of the same guest", () => {
    expect(publishEndpoints([aLink(anInstance("blog"), anInstance("cache"))])).toEqual([]);
  });
});

describe("portOf", () => {
  it("follows from the names", () => {
    expect(portOf(aLink(anInstance("blog"), anInstance("cache")))).toBe(26_026);
  });

  it("is the one that is written, where one is", () => {
    expect(portOf(aLink(anInstance("blog"), withPort("database", 5432)))).toBe(5432);
  });
});

describe("assignedPort", () => {
  it.each([
    ["cache", "tcp", 26_026],
    ["cache", "metrics", 24_873],
    ["mail", "smtp", 21_349],
  ])("gives %s.%s the same port for ever", (service, endpoint, port) => {
    expect(assignedPort(service, endpoint)).toBe(port);
  });

  it("stays between 20000 and 29999", () => {
    const ports = Array.from({ length: 500 }, (_, index) => assignedPort("a", String(index)));
    expect(Math.min(...ports)).toBeGreaterThanOrEqual(20_000);
    expect(Math.max(...ports)).toBeLessThan(30_000);
  });
});

describe("checkPublishedPorts", () => {
  const check = (...providers: readonly ReturnType<typeof anInstance>[]): readonly string[] =>
    checkPublishedPorts(
      publishEndpoints(providers.map((provider) => aLink(anInstance("blog"), provider))),
    ).map(renderProblem);

  it("accepts one port on two guests", () => {
    const other = { ...withPort("other", 5432), guest: webGuest };
    expect(check(withPort("database", 5432), other)).toEqual([]);
  });

  it("refuses a second endpoint on the port of another", () => {
    expect(check(withPort("database", 5432), withPort("other", 5432))).toEqual([
      "other.endpoints.tcp.publishedPort must be free on pm1-data; database.endpoints.tcp has it already, got 5432. Write another one, for instance from 20000 to 29999.",
    ]);
  });

  it.each([
    [22, "SSH"],
    [80, "a guest's proxy"],
  ])("refuses port %p, which the guest needs", (port, holder) => {
    expect(check(withPort("database", port))).toEqual([
      `database.endpoints.tcp.publishedPort must be free on pm1-data; ${holder} has it already, got ${String(port)}. Write another one, for instance from 20000 to 29999.`,
    ]);
  });
});
