import { publicAccess } from "../../../model/service/access";
import { renderIngress, renderPathPattern } from "../../../components/zero-trust-tunnel/ingress";
import type { TunnelRoute } from "../../../components/zero-trust-tunnel/tunnel-route";
import { aTunnelRoute } from "../../support/a-tunnel-route";

function guarded(
  route: Partial<TunnelRoute>,
  audience = "aud",
): TunnelRoute & { readonly audience: string } {
  return { ...aTunnelRoute(route), audience };
}

describe("renderIngress", () => {
  it("answers 404 where there is no route", () => {
    expect(renderIngress([], "moco")).toEqual([{ service: "http_status:404" }]);
  });

  it("asks for Access's token, with the audience of the route's own application", () => {
    expect(renderIngress([guarded({}, "aud-n8n-web")], "moco")).toEqual([
      {
        hostname: "n8n.example.org",
        service: "http://10.50.0.70:80",
        originRequest: {
          access: { required: true, teamName: "moco", audTags: ["aud-n8n-web"] },
        },
      },
      { service: "http_status:404" },
    ]);
  });

  it("asks for nothing where anyone may enter", () => {
    const access = publicAccess("Callers cannot sign in.", "Each hook checks a signature.");
    expect(renderIngress([guarded({ access })], "moco")[0]).toEqual({
      hostname: "n8n.example.org",
      service: "http://10.50.0.70:80",
    });
  });

  it("puts the longest path of a name first, because the first match counts", () => {
    const routes = [
      guarded({ name: "b", hostname: "b.example.org" }),
      guarded({ name: "a" }),
      guarded({ name: "a-hook", path: "/hook" }),
      guarded({ name: "a-hook-test", path: "/hook/test" }),
      guarded({ name: "a-hall", path: "/hall" }),
    ];
    expect(renderIngress(routes, "moco").map(({ hostname, path }) => [hostname, path])).toEqual([
      ["b.example.org", undefined],
      ["n8n.example.org", "^/hook/test(?:/|$)"],
      ["n8n.example.org", "^/hall(?:/|$)"],
      ["n8n.example.org", "^/hook(?:/|$)"],
      ["n8n.example.org", undefined],
      [undefined, undefined],
    ]);
  });
});

describe("renderPathPattern", () => {
  it.each([
    ["/hook", true],
    ["/hook/", true],
    ["/hook/1", true],
    ["/hooks", false],
    ["/a/hook", false],
    ["/", false],
  ])("of /hook, asked for %s: %s", (path, matches) => {
    expect(new RegExp(renderPathPattern("/hook")).test(path)).toBe(matches);
  });

  it("takes a dot for a dot", () => {
    expect(renderPathPattern("/.well-known")).toBe("^/\\.well-known(?:/|$)");
  });
});
