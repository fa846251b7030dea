import { login, publicAccess, serviceToken } from "../../../model/service/access";
import { renderProblem } from "../../../model/basics/problem";
import { checkGuardedPaths } from "../../../stacks/plan/check-guarded-paths";
import type { TunnelRoute } from "../../../components/zero-trust-tunnel/tunnel-route";
import { aTunnelRoute } from "../../support/a-tunnel-route";

const access = publicAccess("Callers cannot sign in.", "Each hook checks a signature.");
const messages = (...routes: readonly TunnelRoute[]): string[] =>
  checkGuardedPaths(routes).map(renderProblem);

describe("checkGuardedPaths", () => {
  it("lets a guarded name have open paths", () => {
    expect(messages(aTunnelRoute(), aTunnelRoute({ name: "hook", path: "/hook", access }))).toEqual(
      [],
    );
  });

  it("refuses a guarded path of an open name", () => {
    expect(
      messages(
        aTunnelRoute({ name: "site", access }),
        aTunnelRoute({ name: "admin", path: "/admin" }),
      ),
    ).toEqual([
      "routes.admin.access must admit everyone whom routes.site admits to n8n.example.org above it, got n8n.example.org/admin. Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
    ]);
  });

  it("refuses a guarded path below an open one, in any order", () => {
    expect(
      messages(
        aTunnelRoute({ name: "keys", path: "/api/keys" }),
        aTunnelRoute({ name: "api", path: "/api", access }),
      ),
    ).toEqual([
      "routes.keys.access must admit everyone whom routes.api admits to n8n.example.org/api above it, got n8n.example.org/api/keys. Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
    ]);
  });

  it.each([
    ["fewer people", login("admins")],
    ["programs", serviceToken("backup")],
  ])("refuses a path of a guarded name that lets in %s", (_who, inner) => {
    expect(
      messages(
        aTunnelRoute({ name: "site", access: login("staff") }),
        aTunnelRoute({ name: "admin", path: "/admin", access: inner }),
      ),
    ).toEqual([
      "routes.admin.access must admit everyone whom routes.site admits to n8n.example.org above it, got n8n.example.org/admin. Give one of them a hostname of its own, or guard the whole name and open single paths of it.",
    ]);
  });

  it("lets a path of a guarded name let in more people", () => {
    expect(
      messages(
        aTunnelRoute({ name: "site", access: login("staff") }),
        aTunnelRoute({ name: "shop", path: "/shop", access: login("staff", "partners") }),
      ),
    ).toEqual([]);
  });

  it("lets paths be that only begin alike, and those of other names", () => {
    expect(
      messages(
        aTunnelRoute({ name: "api", path: "/api", access }),
        aTunnelRoute({ name: "apikeys", path: "/apikeys" }),
        aTunnelRoute({ name: "other", hostname: "other.example.org", path: "/api/keys" }),
      ),
    ).toEqual([]);
  });
});
