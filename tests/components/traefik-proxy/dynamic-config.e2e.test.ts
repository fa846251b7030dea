import http from "node:http";

import { ensureMachineImages, ensureServiceImages } from "@moco-sandbox/images/ensure-images";
import { docker } from "@moco-sandbox/world/docker-command";

import type { PlacedRoute } from "../../../model/service/placed-service";
import { forwardedHeaders } from "../../../components/traefik-proxy/forwarded-headers";
import { renderDynamicConfig } from "../../../components/traefik-proxy/dynamic-config";
import { renderStaticConfig } from "../../../components/traefik-proxy/static-config";
import { ImageBench, until } from "../../sandbox/images/image-bench";
import { ambiguousPaths, otherPaths, webhookPaths } from "./path-tricks";

const bench = new ImageBench("paths");
const hostname = "n8n.example.org";
let port: number;

/** Answers every request with its own name, and /echo with the headers that it got. */
const backend = `
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200)
        self.end_headers()
        if self.path == "/echo":
            self.wfile.write(str(self.headers).encode())
        else:
            self.wfile.write(sys.argv[1].encode())
http.server.ThreadingHTTPServer(("", 8080), Answer).serve_forever()
`;

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

function ask(
  path: string,
  host = hostname,
  more: Readonly<Record<string, string>> = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = { Host: host, "Cf-Connecting-Ip": "192.0.2.1", ...more };
    http
      .get({ host: "127.0.0.1", port, path, headers }, (answer) => {
        let body = "";
        answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
        answer.on("end", () => {
          resolve(`${String(answer.statusCode)} ${body.trim()}`);
        });
      })
      .on("error", reject);
  });
}

beforeAll(async () => {
  const quiet = (): void => undefined;
  const { base, guest } = await ensureMachineImages(quiet);
  const { traefik } = await ensureServiceImages(base, [], quiet);
  await bench.open();
  const routes = [aRoute("editor", "/"), aRoute("webhooks", "/webhook")];
  for (const { container } of routes) {
    const rights = ["--user=65534:65534", "--entrypoint=python3"];
    await bench.start(`n8n-${container}`, rights, guest, "-c", backend, container);
  }
  const format = "{{(index .IPAM.Config 0).Gateway}}";
  const connector = await docker(["network", "inspect", "--format", format, bench.network]);
  const settings = bench.file("traefik.yaml", renderStaticConfig([connector]));
  const dynamic = bench.file("routes.yaml", renderDynamicConfig(routes, [connector]));
  const proxy = await bench.start(
    "proxy",
    [
      ...["--user=65532:65532", "--publish=127.0.0.1::8000"],
      ...["--volume", `${settings}:/etc/traefik/traefik.yaml:ro`],
      ...["--volume", `${dynamic}:/etc/traefik/dynamic/routes.yaml:ro`],
    ],
    traefik!.image,
  );
  port = await bench.publishedPort(proxy, 8000);
  await until(async () => (await ask("/")) === "200 editor", 30);
});

afterAll(async () => {
  await bench.close();
});

describe("Traefik, on a name that is entered differently below /webhook", () => {
  it.each(webhookPaths)("takes %s for a webhook", async (path) => {
    await expect(ask(path)).resolves.toBe("200 webhooks");
  });

  it.each(otherPaths)("takes %s for none", async (path) => {
    await expect(ask(path)).resolves.toBe("200 editor");
  });

  it.each(ambiguousPaths)("routes %s nowhere", async (path) => {
    await expect(ask(path)).resolves.toBe("404 404 page not found");
  });

  it("knows its name with a dot at the end, and no other one", async () => {
    await expect(ask("/webhook/x", `${hostname}.`)).resolves.toBe("200 webhooks");
    await expect(ask("/webhook/x", `${hostname}.example.net`)).resolves.toBe(
      "404 404 page not found",
    );
  });
});

describe("Traefik, behind a connector that passes on what a visitor claims", () => {
  it("gives services none of it", async () => {
    const claim = "evil.example.net";
    const claims = Object.keys(forwardedHeaders(hostname)).map(
      (header) => [header, claim] as const,
    );
    const answer = await ask("/echo", hostname, Object.fromEntries(claims));
    expect(answer).toMatch(/^200 /);
    expect(answer).not.toContain(claim);
    expect(answer).toMatch(new RegExp(`^X-Forwarded-Host: ${hostname}\r?$`, "m"));
  });

  it("gives them what Cloudflare wrote", async () => {
    const written = { "X-Forwarded-For": "192.0.2.1", "X-Forwarded-Proto": "https" };
    const answer = await ask("/echo", hostname, written);
    expect(answer).toMatch(/^X-Forwarded-For: 192\.0\.2\.1, /m);
    expect(answer).toMatch(/^X-Forwarded-Proto: https\r?$/m);
  });
});
