import { renderRule } from "../../../components/traefik-proxy/router-rule";
import { assetRateLimit } from "../../../model/service/rate-limit";

const unambiguous = "!PathRegexp(`(?i)//|\\\\|%2f|%5c|[[:cntrl:]]|/\\.{1,2}([/;]|%3b|$)`)";
const page = { hostname: "n8n.example.org", path: "/" };

describe("renderRule", () => {
  it("takes all of a name that is entered in one way", () => {
    expect(renderRule(page, { divided: false })).toBe("Host(`n8n.example.org`)");
  });

  it("takes nothing that can be read in two ways, where a name is divided", () => {
    expect(renderRule({ ...page, path: "/hook" }, { divided: true })).toBe(
      `Host(\`n8n.example.org\`) && (Path(\`/hook\`) || PathPrefix(\`/hook/\`)) && ${unambiguous}`,
    );
  });

  it("takes files for files only where they are read, and where their path means one thing", () => {
    const assets = { paths: ["/assets", "/favicon.ico"] as const, rateLimit: assetRateLimit };
    expect(renderRule(page, { divided: false, assets })).toBe(
      "Host(`n8n.example.org`) && (Method(`GET`) || Method(`HEAD`)) && " +
        "(Path(`/assets`) || PathPrefix(`/assets/`) || Path(`/favicon.ico`) || PathPrefix(`/favicon.ico/`))" +
        ` && ${unambiguous}`,
    );
  });
});
