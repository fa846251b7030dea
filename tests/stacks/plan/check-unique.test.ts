import { renderProblem } from "../../../model/basics/problem";
import { checkUnique } from "../../../stacks/plan/check-unique";
import type { Instance } from "../../../stacks/plan/instances";
import type { PlannedRoute } from "../../../stacks/plan/location";
import { aTunnelRoute } from "../../support/a-tunnel-route";
import { anInstance, dataGuest } from "../../support/an-instance";

const problemsOf = (...routes: readonly PlannedRoute[]): readonly string[] =>
  checkUnique([], routes).map(renderProblem);

describe("checkUnique", () => {
  it("accepts a name with a path, and the same path of another name", () => {
    expect(
      problemsOf(
        aTunnelRoute(),
        aTunnelRoute({ name: "n8n-hook", path: "/hook" }),
        aTunnelRoute({ name: "n8n-other", path: "/hook", hostname: "other.example.org" }),
      ),
    ).toEqual([]);
  });

  it("refuses two services of one name, on whatever guests", () => {
    const instances = [anInstance("notes"), anInstance("blog"), anInstance("notes", dataGuest)];
    expect(checkUnique(instances, []).map(renderProblem)).toEqual([
      'notes must have a name of its own; notes has it already, got "notes". Change one of the two.',
    ]);
  });

  const withContainers = (name: string, ...names: readonly string[]): Instance => {
    const [container] = Object.values(anInstance(name).service.containers);
    const containers = Object.fromEntries(names.map((each) => [each, container!]));
    return anInstance(name, undefined, { containers });
  };

  it("refuses containers of two services that others would find by one name", () => {
    const instances = [
      withContainers("n8n", "database-admin"),
      withContainers("n8n-database", "admin"),
    ];
    expect(checkUnique(instances, []).map(renderProblem)).toEqual([
      'n8n-database.containers.admin must have a name on Docker\'s networks of its own; n8n.containers.database-admin has it already, got "n8n-database-admin". Change one of the two.',
    ]);
    const same = [withContainers("shop", "api"), withContainers("shop-api", "shop-api")];
    expect(checkUnique(same, []).map(renderProblem)).toEqual([
      'shop-api.containers.shop-api must have a name on Docker\'s networks of its own; shop.containers.api has it already, got "shop-api". Change one of the two.',
      'shop-api.containers.shop-api must be another name than the one on Docker\'s networks of shop.containers.api, got "shop-api". Rename the container.',
    ]);
  });

  it("refuses a container that hides another service's from its own ones", () => {
    const instances = [withContainers("shop", "cache-redis"), withContainers("cache", "redis")];
    expect(checkUnique(instances, []).map(renderProblem)).toEqual([
      'shop.containers.cache-redis must be another name than the one on Docker\'s networks of cache.containers.redis, got "cache-redis". Rename the container.',
    ]);
  });

  it("refuses volumes of two services that Docker would take for one", () => {
    const backup = { exempt: "a test" };
    const instances = [
      anInstance("n8n", undefined, { volumes: { "database-data": { backup } } }),
      anInstance("n8n-database", dataGuest, { volumes: { data: { backup } } }),
    ];
    expect(checkUnique(instances, []).map(renderProblem)).toEqual([
      'n8n-database.volumes.data must have a Docker volume of its own; n8n.volumes.database-data has it already, got "n8n-database-data". Change one of the two.',
    ]);
  });

  it("refuses two routes of one public address", () => {
    expect(
      problemsOf(
        aTunnelRoute({ path: "/hook" }),
        aTunnelRoute({ name: "notes-web", service: "notes", path: "/hook" }),
      ),
    ).toEqual([
      'notes.routes.web must have a public address of its own; n8n.routes.web has it already, got "n8n.example.org/hook". Change one of the two.',
    ]);
  });

  it("refuses routes of two services whose resources would have one name", () => {
    expect(
      problemsOf(
        aTunnelRoute({ name: "n8n-editor-x" }),
        aTunnelRoute({ name: "n8n-editor-x", service: "n8n-editor", hostname: "x.example.org" }),
      ),
    ).toEqual([
      'n8n-editor.routes.x must have a name of its resources of its own; n8n.routes.editor-x has it already, got "n8n-editor-x". Change one of the two.',
    ]);
  });

  it("leaves it to the service's own check that a route is declared twice", () => {
    expect(problemsOf(aTunnelRoute(), aTunnelRoute({ path: "/a" }))).toEqual([]);
  });
});
