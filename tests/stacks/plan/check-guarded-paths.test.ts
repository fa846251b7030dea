import { login, publicAccess, serviceToken } from "../../../model/service/access";
import { renderProblem } from "../../../model/basics/problem";
import { checkGuardedPaths } from "../../../stacks/plan/check-guarded-paths";
import type { PlannedRoute } from "../../../stacks/plan/location";
import { aTunnelRoute } from "../../support/a-tunnel-route";

const access = publicAccess("Callers cannot sign in.", "Each hook checks a signature.");
const messages = (...routes: readonly PlannedRoute[]): string[] =>
  checkGuardedPaths(routes).map(renderProblem);

describe("checkGuardedPaths", () => {
  it("lets a guarded name have open paths", () => {
    expect(
      messages(aTunnelRoute(), aTunnelRoute({ name: "n8n-hook", path: "/hook", access })),
    ).toEqual([]);
  });

  it("refuses a guarded path of an open name", () => {
    expect(
      messages(
        aTunnelRoute({ name: "n8n-site", access }),
        aTunnelRoute({ name: "n8n-admin", path: "/admin" }),
      ),
    ).toEqual([
      "n8n.routes.admin.access must admit everyone whom n8n.routes.site admits to n8n.example.org above it, got n8n.example.org/admin. Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
    ]);
  });

  it("refuses a guarded path below an open one, in any order", () => {
    expect(
      messages(
        aTunnelRoute({ name: "n8n-keys", path: "/api/keys" }),
        aTunnelRoute({ name: "n8n-api", path: "/api", access }),
      ),
    ).toEqual([
      "n8n.routes.keys.access must admit everyone whom n8n.routes.api admits to n8n.example.org/api above it, got n8n.example.org/api/keys. Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
    ]);
  });

  it.each([
    ["fewer people", login("admins")],
    ["programs", serviceToken("backup")],
  ])("refuses a path of a guarded name that lets in %s", (_who, inner) => {
    expect(
      messages(
        aTunnelRoute({ name: "n8n-site", access: login("staff") }),
        aTunnelRoute({ name: "n8n-admin", path: "/admin", access: inner }),
      ),
    ).toEqual([
      "n8n.routes.admin.access must admit everyone whom n8n.routes.site admits to n8n.example.org above it, got n8n.example.org/admin. Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
    ]);
  });

  it("lets a path of a guarded name let in more people", () => {
    expect(
      messages(
        aTunnelRoute({ name: "n8n-site", access: login("staff") }),
        aTunnelRoute({ name: "n8n-shop", path: "/shop", access: login("staff", "partners") }),
      ),
    ).toEqual([]);
  });

  it("lets paths be that only begin alike, and those of other names", () => {
    expect(
      messages(
        aTunnelRoute({ name: "n8n-api", path: "/api", access }),
        aTunnelRoute({ name: "n8n-apikeys", path: "/apikeys" }),
        aTunnelRoute({ name: "n8n-other", hostname: "other.example.org", path: "/api/keys" }),
      ),
    ).toEqual([]);
  });
});
