import { forwardedHeaders } from "../../../components/traefik-proxy/forwarded-headers";
import type { PlacedRoute } from "../../../model/service/placed-service";
import { ambiguousPaths, otherPaths, webhookPaths } from "./path-tricks";
import { TraefikBench } from "./traefik-bench";

const hostname = "n8n.example.org";
let traefik: TraefikBench;

function aRoute(container: string, path: string): PlacedRoute {
  return {
    name: `n8n-${container}`,
    service: "n8n",
    zone: "main",
    hostname,
    path,
    container,
    port: 8080,
    access: { kind: "public", reason: "test", compensatingControl: "test" },
    rateLimit: { average: 10_000, burst: 10_000, period: "1m" },
  };
}

beforeAll(async () => {
  traefik = await TraefikBench.open("paths", [
    aRoute("editor", "/"),
    aRoute("webhooks", "/webhook"),
  ]);
});

afterAll(async () => {
  await traefik.close();
});

describe("Traefik, on a name that is entered differently below /webhook", () => {
  it.each(webhookPaths)("takes %s for a webhook", async (path) => {
    await expect(traefik.ask(path)).resolves.toBe("200 webhooks");
  });

  it.each(otherPaths)("takes %s for none", async (path) => {
    await expect(traefik.ask(path)).resolves.toBe("200 editor");
  });

  it.each(ambiguousPaths)("routes %s nowhere", async (path) => {
    await expect(traefik.ask(path)).resolves.toBe("404 404 page not found");
  });

  it("knows its name with a dot at the end, and no other one", async () => {
    const dotted = traefik.ask("/webhook/x", { hostname: `${hostname}.` });
    await expect(dotted).resolves.toBe("200 webhooks");
    const other = traefik.ask("/webhook/x", { hostname: `${hostname}.example.net` });
    await expect(other).resolves.toBe("404 404 page not found");
  });
});

describe("Traefik, behind a connector that passes on what a visitor claims", () => {
  it("gives services none of it", async () => {
    const claim = "evil.example.net";
    const claims = Object.keys(forwardedHeaders(hostname)).map(
      (header) => [header, claim] as const,
    );
    const answer = await traefik.ask("/echo", { headers: Object.fromEntries(claims) });
    expect(answer).toMatch(/^200 /);
    expect(answer).not.toContain(claim);
    expect(answer).toMatch(new RegExp(`^X-Forwarded-Host: ${hostname}\r?$`, "m"));
  });

  it("gives them what Cloudflare wrote", async () => {
    const headers = { "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https" };
    const answer = await traefik.ask("/echo", { headers });
    expect(answer).toMatch(/^X-Forwarded-For: 192\.0\.2\.1, /m);
    expect(answer).toMatch(/^X-Forwarded-Proto: https\r?$/m);
  });

  it("lets nobody take the visitor's address away by naming its header for one hop", async () => {
    const headers = { "X-Forwarded-For": "192.0.2.1", Connection: "X-Forwarded-For" };
    const answer = await traefik.ask("/echo", { headers });
    expect(answer).toMatch(/^X-Forwarded-For: 192\.0\.2\.1, /m);
  });
});
