import { renderProblem } from "../../../model/basics/problem";
import type { Relation } from "../../../model/service/service-spec";
import type { ImageName } from "../../../services/images";
import { crossesGuests, resolveLinks } from "../../../stacks/plan/links";
import { aLink, anInstance, appsGuest, dataGuest } from "../../support/an-instance";

const cache = anInstance("cache", dataGuest);
const none = { all: [], owned: [] };

function using(name: string, ...services: readonly string[]): ReturnType<typeof anInstance> {
  const needs = Object.fromEntries(
    services.map((service) => [`${service}-need`, { kind: "uses", service, endpoint: "tcp" }]),
  ) as Readonly<Record<string, Relation<ImageName>>>;
  return anInstance(name, appsGuest, { needs });
}

function problemsOf(...instances: readonly ReturnType<typeof anInstance>[]): readonly string[] {
  return resolveLinks(instances, none).problems.map(renderProblem);
}

describe("resolveLinks", () => {
  it("follows what a service uses and what it owns to their endpoints", () => {
    const owner = anInstance("shop", appsGuest, {
      needs: { database: { kind: "own", service: cache.service, endpoint: "tcp" } },
    });
    const user = using("blog", "cache");
    expect(resolveLinks([cache, owner, user], none)).toEqual({
      found: [aLink(owner, cache, "database"), aLink(user, cache, "cache-need")],
      problems: [],
    });
  });

  it("refuses a service that the location does not have", () => {
    expect(problemsOf(using("blog", "cache"))).toEqual([
      'blog.needs.cache-need.service must be a service of the same location, got "cache". Place it in the stack as well, or need another one.',
    ]);
  });

  it("says nothing of a service that has no guest, which was found wrong where it is placed", () => {
    expect(resolveLinks([using("blog", "cache")], { all: ["cache"], owned: [] })).toEqual({
      found: [],
      problems: [],
    });
  });

  it("refuses an endpoint that the service does not have", () => {
    const needs = { store: { kind: "uses", service: "cache", endpoint: "http" } } as const;
    expect(problemsOf(cache, anInstance("blog", appsGuest, { needs }))).toEqual([
      'blog.needs.store.endpoint must be an endpoint of cache, got "http". Use one of tcp, or declare it there.',
    ]);
  });

  it("refuses services that wait for each other, each circle once", () => {
    const { problems } = resolveLinks(
      [
        using("a", "b"),
        using("b", "c"),
        using("c", "a"),
        using("x", "y", "a"),
        using("y", "x"),
        using("z", "z"),
      ],
      none,
    );
    expect(problems.map(renderProblem)).toEqual([
      "a.needs must not lead back to the service itself, got a -> b -> c -> a. Take one of these relations away.",
      "x.needs must not lead back to the service itself, got x -> y -> x. Take one of these relations away.",
      "z.needs must not lead back to the service itself, got z -> z. Take one of these relations away.",
    ]);
  });

  it("refuses the use of what runs for another one alone", () => {
    const declared = { all: ["blog", "cache"], owned: ["cache"] };
    const { problems } = resolveLinks([cache, using("blog", "cache")], declared);
    expect(problems.map(renderProblem)).toEqual([
      'blog.needs.cache-need.service must be a service that others may use; this one runs for its owner alone, got "cache". Place it in the stack by itself, or own one.',
    ]);
  });

  it("tries each service once: many ways between many services take no time", () => {
    const layers = Array.from({ length: 10 }, (_, layer) =>
      Array.from({ length: 4 }, (__, index) => `s${String(layer)}-${String(index)}`),
    );
    const services = layers.flatMap((layer, index) =>
      layer.map((name) => using(name, ...(layers[index + 1] ?? []))),
    );
    expect(problemsOf(...services)).toEqual([]);
  });

  it("accepts two ways to one service", () => {
    expect(problemsOf(using("a", "b", "c"), using("b", "c"), using("c"))).toEqual([]);
  });
});

describe("crossesGuests", () => {
  it.each([
    [dataGuest, true],
    [appsGuest, false],
  ])("knows whether the other one is on $name", (guest, crosses) => {
    expect(crossesGuests(aLink(anInstance("blog"), anInstance("cache", guest)))).toBe(crosses);
  });
});
