import http from "node:http";

import { ensureMachineImages, ensureServiceImages } from "@moco-sandbox/images/ensure-images";
import { docker } from "@moco-sandbox/world/docker-command";

import { renderDynamicConfig } from "../../../components/traefik-proxy/dynamic-config";
import { renderStaticConfig } from "../../../components/traefik-proxy/static-config";
import type { PlacedRoute } from "../../../model/service/placed-service";
import { ImageBench, until } from "../../sandbox/images/image-bench";

/** Answers every request with its own name, and /echo with the headers that it got. */
const backend = `
import http.server, sys
class Answer(http.server.BaseHTTPRequestHandler):
    def answer(self):
        self.send_response(200)
        self.end_headers()
        if self.command == "HEAD":
            return
        self.wfile.write(str(self.headers).encode() if self.path == "/echo" else sys.argv[1].encode())
    do_GET = do_HEAD = do_POST = answer
http.server.ThreadingHTTPServer(("", 8080), Answer).serve_forever()
`;

export interface Question {
  readonly method?: string;
  readonly hostname?: string;
  /** Several values of one header are sent as so many lines. */
  readonly headers?: Readonly<Record<string, string | readonly string[]>>;
}

/** The real Traefik with what is rendered for some routes, this machine being the connector. */
export class TraefikBench {
  readonly #bench: ImageBench;
  readonly #hostname: string;
  #port = 0;

  /** @param name - Of the test file: each has its own network. */
  static async open(name: string, routes: readonly PlacedRoute[]): Promise<TraefikBench> {
    const opened = new TraefikBench(name, routes[0]?.hostname ?? "");
    await opened.#open(routes);
    return opened;
  }

  private constructor(name: string, hostname: string) {
    this.#bench = new ImageBench(name);
    this.#hostname = hostname;
  }

  async #open(routes: readonly PlacedRoute[]): Promise<void> {
    const bench = this.#bench;
    const quiet = (): void => undefined;
    const { base, guest } = await ensureMachineImages(quiet);
    const { traefik } = await ensureServiceImages(base, [], quiet);
    await bench.open();
    for (const { service, container } of routes) {
      const rights = ["--user=65534:65534", "--entrypoint=python3"];
      await bench.start(`${service}-${container}`, rights, guest, "-c", backend, container);
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
    this.#port = await bench.publishedPort(proxy, 8000);
    await until(async () => (await this.ask("/")).startsWith("200 "), 30);
  }

  /** Status and text of an answer: `200 editor`. */
  ask(
    path: string,
    { method = "GET", hostname = this.#hostname, headers = {} }: Question = {},
  ): Promise<string> {
    return new Promise((resolve, reject) => {
      const all = { Host: hostname, ...headers } as http.OutgoingHttpHeaders;
      http
        .request({ host: "127.0.0.1", port: this.#port, path, method, headers: all }, (answer) => {
          let body = "";
          answer.on("data", (chunk: Buffer) => (body += chunk.toString()));
          answer.on("end", () => {
            resolve(`${String(answer.statusCode)} ${body.trim()}`);
          });
        })
        .on("error", reject)
        .end();
    });
  }

  async close(): Promise<void> {
    await this.#bench.close();
  }
}
