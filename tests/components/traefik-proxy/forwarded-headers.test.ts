import { forwardedHeaders } from "../../../components/traefik-proxy/forwarded-headers";

const removed = Object.entries(forwardedHeaders("n8n.example.org"))
  .filter(([, value]) => value === "")
  .map(([header]) => header);

describe("forwardedHeaders", () => {
  it("gives a service the route's own name as the host", () => {
    expect(forwardedHeaders("n8n.example.org")["X-Forwarded-Host"]).toBe("n8n.example.org");
  });

  it("keeps what Cloudflare writes", () => {
    for (const header of ["X-Forwarded-For", "X-Forwarded-Proto", "Cf-Connecting-Ip"]) {
      expect(removed).not.toContain(header);
    }
  });

  it.each([
    "Forwarded",
    "X-Real-Ip",
    "True-Client-Ip",
    "X-Original-Url",
    "X-Forwarded-Prefix",
    "Remote-User",
    "X-Webauth-User",
  ])("removes %s", (header) => {
    expect(removed).toContain(header);
  });

  it.each(["X_Forwarded_Host", "X_Forwarded_For", "X_Forwarded_Proto", "Remote_User"])(
    "removes %s, which a program that reads CGI variables takes for the one with dashes",
    (header) => {
      expect(removed).toContain(header);
    },
  );
});
