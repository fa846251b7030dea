import { publicAccess, serviceToken } from "../../../model/service/access";
import { renderAccessApplication } from "../../../components/zero-trust-tunnel/access-application";
import { aTunnelRoute } from "../../support/a-tunnel-route";

describe("renderAccessApplication", () => {
  it("spells out every default but the one that an account may refuse", () => {
    expect(renderAccessApplication(aTunnelRoute())).toEqual({
      name: "n8n-web",
      type: "self_hosted",
      domain: "n8n.example.org",
      destinations: [{ type: "public", uri: "n8n.example.org" }],
      sessionDuration: "24h",
      appLauncherVisible: true,
      autoRedirectToIdentity: false,
      enableBindingCookie: false,
      httpOnlyCookieAttribute: true,
      optionsPreflightBypass: false,
      pathCookieAttribute: false,
      sameSiteCookieAttribute: "lax",
      serviceAuth401Redirect: false,
      skipInterstitial: false,
    });
  });

  it("shows programs no login page and people no program", () => {
    expect(renderAccessApplication(aTunnelRoute({ access: serviceToken("ci") }))).toMatchObject({
      appLauncherVisible: false,
      serviceAuth401Redirect: true,
      skipInterstitial: true,
    });
  });

  it("covers only the path that is public", () => {
    const access = publicAccess("Callers cannot sign in.", "Each hook checks a signature.");
    const route = aTunnelRoute({ path: "/webhook", access });
    expect(renderAccessApplication(route)).toMatchObject({
      domain: "n8n.example.org/webhook",
      destinations: [{ type: "public", uri: "n8n.example.org/webhook" }],
      appLauncherVisible: false,
    });
  });
});
