import { createServer, type Server } from "node:http";
import { type AddressInfo, createServer as createTcpServer } from "node:net";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import execa, { type ExecaChildProcess } from "execa";

import {
  buildCloudflare,
  type CloudflarePrograms,
} from "../../../../sandbox/cloudflare/edge/build-cloudflare";
import { createEdgeApi, type EdgeApi } from "../../../../sandbox/cloudflare/edge/edge-api";

// In the forms that the real plugin and the configuration's schema take as well.
export const accountId = "acc00000000000000000000000000001";
export const zoneId = "5eed0000000000000000000000000001";
export const zone = "moco.test";
export const apiToken = "token-of-the-api-as-long-as-Cloudflares-are";

/** A connector as a plain process, with what it said. */
export interface RunningConnector {
  readonly process: ExecaChildProcess;
  readonly metrics: string;
  readonly log: () => string;
}

/** An edge as a plain process on loopback: needs neither Docker nor root. */
export class LoopbackEdge {
  readonly directory: string;
  readonly publicPort: number;
  readonly securePort: number;
  readonly apiUrl: string;
  readonly api: EdgeApi;

  readonly #programs: CloudflarePrograms;
  readonly #apiPort: number;
  readonly #connectorPort: number;
  readonly #connectors: ExecaChildProcess[] = [];
  #edge: ExecaChildProcess;
  #log = "";

  static async start(): Promise<LoopbackEdge> {
    const directory = await mkdtemp(join(tmpdir(), "moco-edge-"));
    await writeFile(join(directory, "api-token"), apiToken, { mode: 0o600 });
    const ports = [
      ...([await freePort(), await freePort()] as const),
      ...([await freePort(), await freePort()] as const),
    ] as const;
    const edge = new LoopbackEdge(await buildCloudflare(), directory, ports);
    await until("the edge answers", async () => (await edge.api.status()).tunnels.length === 0);
    return edge;
  }

  private constructor(
    programs: CloudflarePrograms,
    directory: string,
    [publicPort, securePort, apiPort, connectorPort]: readonly [number, number, number, number],
  ) {
    this.#programs = programs;
    this.directory = directory;
    this.publicPort = publicPort;
    this.securePort = securePort;
    this.#apiPort = apiPort;
    this.#connectorPort = connectorPort;
    this.apiUrl = `http://127.0.0.1:${String(apiPort)}/client/v4`;
    this.api = createEdgeApi({ baseUrl: this.apiUrl, apiToken });
    this.#edge = this.#run();
  }

  /** What the edge said: among it `written` and `deleted`, in their order. */
  log(): string {
    return this.#log;
  }

  #run(): ExecaChildProcess {
    const at = (port: number) => `127.0.0.1:${String(port)}`;
    const child = execa(
      this.#programs.edge.path,
      [
        ...["-api", at(this.#apiPort), "-public", at(this.publicPort)],
        ...["-public-tls", at(this.securePort)],
        ...["-connectors", at(this.#connectorPort), "-state", this.directory],
        ...["-api-token-file", join(this.directory, "api-token"), "-account", accountId],
        ...["-zone", `${zone}=${zoneId}`, "-team", "moco", "-warp=false"],
        ...["-private", "10.50.0.0/16", "-private", "10.51.0.0/16"],
      ],
      { reject: false },
    );
    child.stderr?.on("data", (data: Buffer) => (this.#log += data.toString()));
    return child;
  }

  async restart(): Promise<void> {
    this.#edge.kill("SIGTERM");
    await this.#edge;
    this.#edge = this.#run();
  }

  async startConnector(tunnelId: string, tunnelSecret: string): Promise<RunningConnector> {
    const metrics = `127.0.0.1:${String(await freePort())}`;
    const file = join(this.directory, `token-${metrics}`);
    const token = JSON.stringify({ a: accountId, t: tunnelId, s: tunnelSecret });
    await writeFile(file, `${Buffer.from(token).toString("base64")}\n`, { mode: 0o600 });
    const child = execa(
      this.#programs.cloudflared.path,
      [
        ...["tunnel", "--no-autoupdate", "--metrics", metrics],
        ...["--edge", `127.0.0.1:${String(this.#connectorPort)}`, "run", "--token-file", file],
      ],
      { reject: false },
    );
    this.#connectors.push(child);
    let text = "";
    child.stderr?.on("data", (data: Buffer) => (text += data.toString()));
    return { process: child, metrics, log: () => text };
  }

  async stop(): Promise<void> {
    const all = [...this.#connectors, this.#edge];
    for (const child of all) child.kill("SIGTERM");
    await Promise.all(all);
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** A service behind a connector: says what it received, echoes WebSockets. */
export async function startOrigin(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer((incoming, response) => {
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ path: incoming.url, headers: incoming.headers }));
  });
  server.on("upgrade", (_incoming, socket) => {
    const answer = [
      "HTTP/1.1 101 Switching Protocols",
      "Upgrade: websocket",
      "Connection: Upgrade",
    ];
    socket.write(`${answer.join("\r\n")}\r\n\r\n`);
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}` };
}

/** Waits until something holds; an error counts as not yet. */
export async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    try {
      if (await holds()) return;
    } catch {
      // Not yet.
    }
    await setTimeout(100);
  }
  throw new Error(`waited in vain for ${what}`);
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
