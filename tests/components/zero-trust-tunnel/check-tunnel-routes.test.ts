import { login, publicAccess } from "../../../model/service/access";
import { renderProblem } from "../../../model/basics/problem";
import {
  type TunnelSite,
  checkTunnelRoutes,
} from "../../../components/zero-trust-tunnel/check-tunnel-routes";
import type { TunnelRoute } from "../../../components/zero-trust-tunnel/tunnel-route";
import { aTunnelRoute } from "../../support/a-tunnel-route";

const site: TunnelSite = {
  zone: "example.org",
  connectors: ["pm1-mgmt", "pm1-apps"],
  policies: ["public", "login:staff"],
};

function messages(routes: readonly TunnelRoute[], overrides: Partial<TunnelSite> = {}): string[] {
  return checkTunnelRoutes(routes, { ...site, ...overrides }).map(renderProblem);
}

describe("checkTunnelRoutes", () => {
  it("finds nothing wrong with a name that has a public path", () => {
    const access = publicAccess("Callers cannot sign in.", "Each hook checks a signature.");
    expect(
      messages([aTunnelRoute(), aTunnelRoute({ name: "hook", path: "/hook/v1.0", access })]),
    ).toEqual([]);
  });

  it.each([
    "example.org",
    "a.b.example.org",
    "n8n.example.com",
    "-n8n.example.org",
    "*.example.org",
  ])("refuses the hostname %s", (hostname) => {
    expect(messages([aTunnelRoute({ hostname })])).toEqual([
      `routes.n8n-web.hostname must be one label below example.org, got ${hostname}. The zone's certificate covers no deeper names; choose a name without dots.`,
    ]);
  });

  it.each(["", "hook", "/hook/", "//hook", "/hook*", "/a/../b", "/a b"])(
    "refuses the path %p",
    (path) => {
      expect(messages([aTunnelRoute({ path })])).toEqual([
        `routes.n8n-web.path must be "/" or plain segments without a slash at the end, got ${path}. Write it like /hook or /api/v1.`,
      ]);
    },
  );

  it.each(["https://10.50.0.70:80", "http://n8n:80", "http://10.50.0.70", "http://10.50.0.70:80/"])(
    "refuses the origin %s",
    (originUrl) => {
      expect(messages([aTunnelRoute({ originUrl })])).toEqual([
        `routes.n8n-web.originUrl must be an http address with a port inside the location, got ${originUrl}. Write it like http://10.50.0.70:80.`,
      ]);
    },
  );

  it("refuses one name for two routes", () => {
    expect(messages([aTunnelRoute(), aTunnelRoute({ path: "/a" })])).toEqual([
      "routes.n8n-web is defined twice. Give every route of a location its own name.",
    ]);
  });

  it("refuses one address for two routes", () => {
    expect(messages([aTunnelRoute(), aTunnelRoute({ name: "other" })])).toEqual([
      "routes.other has the address of routes.n8n-web, got n8n.example.org. Change the hostname or the path of one of them.",
    ]);
  });

  it("refuses a group that the account does not have", () => {
    expect(messages([aTunnelRoute({ access: login("staff", "guests") })])).toEqual([
      "routes.n8n-web.access must name a group or service token of the account, got login:guests. Add it to the account's configuration, or use one of: login:staff, public.",
    ]);
  });

  it("refuses less than two connectors", () => {
    expect(messages([], { connectors: ["pm1-apps"] })).toEqual([
      "connectors must be on at least two guests, got pm1-apps. Add a guest, so that one can be restarted while the other serves.",
    ]);
    expect(messages([], { connectors: [] })).toEqual([
      "connectors must be on at least two guests, got none. Add a guest, so that one can be restarted while the other serves.",
    ]);
  });

  it("refuses two connectors on one guest", () => {
    expect(messages([], { connectors: ["pm1-apps", "pm1-mgmt", "pm1-apps"] })).toEqual([
      "connectors must be on different guests, got pm1-apps twice. Name each guest once.",
    ]);
  });
});
