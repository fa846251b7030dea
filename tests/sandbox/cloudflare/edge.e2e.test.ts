import { createServer, type IncomingMessage, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { connect, createServer as createTcpServer } from "node:net";
import { mkdtemp, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";

import execa, { type ExecaChildProcess } from "execa";

import { buildCloudflare, type CloudflarePrograms } from "../../../sandbox/cloudflare/build-cloudflare";
import { createEdgeApi, type EdgeApi, type EdgeObject } from "../../../sandbox/cloudflare/edge-api";

const accountId = "account";
const zoneId = "zone";
const apiToken = "token-of-the-api";
const name = "n8n.moco.test";
const tunnelSecret = Buffer.alloc(32, 7).toString("base64");

jest.setTimeout(180_000);

let programs: CloudflarePrograms;
let directory: string;
let ports: { readonly api: number; readonly public: number; readonly connectors: number };
let api: EdgeApi;
let edge: ExecaChildProcess;
let origin: Server;
let tunnel: EdgeObject;
let token: EdgeObject;
const connectors: ExecaChildProcess[] = [];
const metricsPorts: number[] = [];
const received: IncomingMessage[] = [];

beforeAll(async () => {
  programs = await buildCloudflare();
  directory = await mkdtemp(join(tmpdir(), "moco-edge-"));
  ports = { api: await freePort(), public: await freePort(), connectors: await freePort() };
  origin = createServer((incoming, response) => {
    received.push(incoming);
    response.setHeader("content-type", "application/json");
    response.end(JSON.stringify({ path: incoming.url, headers: incoming.headers }));
  });
  origin.on("upgrade", (_incoming, socket) => {
    socket.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n");
    socket.pipe(socket);
  });
  await new Promise<void>((resolve) => origin.listen(0, "127.0.0.1", resolve));

  await writeFile(join(directory, "api-token"), apiToken, { mode: 0o600 });
  edge = startEdge();
  api = createEdgeApi({ baseUrl: `http://127.0.0.1:${String(ports.api)}/client/v4`, apiToken });
  await until("the edge answers", async () => (await api.status()).tunnels.length === 0);
});

afterAll(async () => {
  for (const process of [...connectors, edge]) process.kill("SIGTERM");
  await Promise.all([...connectors, edge]);
  origin.closeAllConnections();
  origin.close();
  await rm(directory, { recursive: true, force: true });
});

describe("edge and cloudflared", () => {
  it("refuse a caller without the API's token", async () => {
    const stranger = createEdgeApi({
      baseUrl: `http://127.0.0.1:${String(ports.api)}/client/v4`,
      apiToken: "guess",
    });
    await expect(stranger.status()).rejects.toThrow("Authentication error (10000)");
  });

  it("answer 404 for a name without a DNS record", async () => {
    expect(await get("/")).toMatchObject({
      status: 404,
      body: `404 no DNS record of this zone leads from ${name} to a tunnel\n`,
    });
  });

  it("answer 530 while the tunnel has no connector", async () => {
    await recordAccount();
    expect(await get("/", await tokenHeaders())).toMatchObject({
      status: 530,
      body: "530 error code: 1033: the tunnel has no live connector\n",
    });
  });

  it("refuse a connector with a wrong secret", async () => {
    const port = await freePort();
    const stranger = await startConnector(port, Buffer.alloc(32, 8).toString("base64"));
    await until("the refusal", () => /Invalid tunnel secret/.test(stranger.log()));
    expect((await fetch(`http://127.0.0.1:${String(port)}/ready`)).status).toBe(503);
    await stop(stranger.process);
  });

  it("register two connectors", async () => {
    for (let index = 0; index < 2; index++) {
      const port = await freePort();
      metricsPorts.push(port);
      connectors.push((await startConnector(port, tunnelSecret)).process);
    }
    await untilConnected(2);
    const ready = await fetch(`http://127.0.0.1:${String(metricsPorts[0])}/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 200, readyConnections: 1 });
    const shown = await api.read("zeroTrustTunnelCloudflared", tunnel.id);
    expect(shown?.properties).toMatchObject({ status: "healthy" });
  });

  it("let a service token through and tell the origin who called", async () => {
    const { status, body } = await get("/a?b=c", await tokenHeaders());
    expect(status).toBe(200);
    const { path, headers } = JSON.parse(body) as Answer;
    expect(path).toBe("/a?b=c");
    expect(headers).toMatchObject({
      host: `${name}:${String(ports.public)}`,
      "cf-connecting-ip": "127.0.0.1",
      "x-forwarded-for": "127.0.0.1",
      "x-forwarded-proto": "http",
    });
    expect(headers).not.toHaveProperty("cf-access-client-secret");
    expect(claimsOf(headers["cf-access-jwt-assertion"])).toMatchObject({
      iss: "https://moco.cloudflareaccess.com",
      common_name: token.properties["clientId"],
    });
  });

  it("serve the keys that verify the assertion", async () => {
    const { body } = await get("/cdn-cgi/access/certs");
    const [key] = (JSON.parse(body) as { keys: { kty: string; crv: string; d?: string }[] }).keys;
    expect(key).toMatchObject({ kty: "EC", crv: "P-256" });
    expect(key).not.toHaveProperty("d");
  });

  it("refuse a caller without identity and send a browser to the login page", async () => {
    expect((await get("/")).status).toBe(403);
    const wrong = { ...(await tokenHeaders()), "cf-access-client-secret": "guess" };
    expect((await get("/", wrong)).status).toBe(403);
    const browser = await get("/a?b=c", { accept: "text/html" });
    expect(browser.status).toBe(302);
    expect(browser.headers.location).toBe("/cdn-cgi/access/login?redirect_url=%2Fa%3Fb%3Dc");
    const page = await get(browser.headers.location ?? "", { accept: "text/html" });
    expect(page.body).toContain("This page stands in for the identity provider");
    expect(page.body).toContain('value="/a?b=c"');
  });

  it("let a person in by the cookie of the login page", async () => {
    const login = await post("/cdn-cgi/access/login?email=ann@example.test&redirect_url=/a");
    expect(login.status).toBe(303);
    expect(login.headers.location).toBe("/a");
    const cookie = (login.headers["set-cookie"]?.[0] ?? "").split(";")[0] ?? "";
    const { status, body } = await get("/", { cookie });
    expect(status).toBe(200);
    expect((JSON.parse(body) as Answer).headers["cf-access-authenticated-user-email"]).toBe(
      "ann@example.test",
    );
    expect((await get("/", { cookie: `${cookie.slice(0, -3)}AAA` })).status).toBe(403);
  });

  it("refuse a person of no allowed group, and redirects to elsewhere", async () => {
    expect((await post("/cdn-cgi/access/login?email=eve@other.test")).status).toBe(403);
    const away = await post(
      "/cdn-cgi/access/login?email=ann@example.test&redirect_url=//other.test",
    );
    expect(away.headers.location).toBe("/");
  });

  it("leave a path open that an application opens, and nothing that only begins alike", async () => {
    const { status, body } = await get("/hook/1");
    expect(status).toBe(200);
    expect((JSON.parse(body) as Answer).headers).not.toHaveProperty("cf-access-jwt-assertion");
    expect((await get("/hooks")).status).toBe(403);
  });

  it("overwrite what a client says about itself, and tell two clients apart", async () => {
    const forged = {
      "cf-connecting-ip": "203.0.113.9",
      "cf-access-authenticated-user-email": "ann@example.test",
      "cf-access-jwt-assertion": "forged",
      "x-forwarded-proto": "ftp",
      "x-forwarded-for": "203.0.113.9",
    };
    const { body } = await get("/hook", forged, "127.0.0.2");
    const { headers } = JSON.parse(body) as Answer;
    expect(headers).toMatchObject({
      "cf-connecting-ip": "127.0.0.2",
      "x-forwarded-for": "203.0.113.9, 127.0.0.2",
      "x-forwarded-proto": "http",
    });
    expect(headers).not.toHaveProperty("cf-access-authenticated-user-email");
    expect(headers).not.toHaveProperty("cf-access-jwt-assertion");
  });

  it("refuse at the connector what came without Access's assertion", async () => {
    const application = await application_("n8n");
    await api.remove("zeroTrustAccessApplication", application.id);
    const around = await get("/");
    expect(around).toMatchObject({
      status: 403,
      body: "Forbidden: no valid Access assertion for this application\n",
    });
    // Made anew it has another audience, so the connector needs the new one too.
    const { id: _id, ...rest } = { id: application.id, ...application.properties };
    const again = await api.create("zeroTrustAccessApplication", without(rest, "aud"));
    expect((await get("/", await tokenHeaders())).status).toBe(403);
    await writeConfig(again.properties["aud"]);
    await until("the new audience", async () => {
      return (await get("/", await tokenHeaders())).status === 200;
    });
  });

  it("apply a changed configuration without a restart", async () => {
    const before = connectors.map(({ pid }) => pid);
    await writeConfig(await audienceOf("n8n"), [
      { hostname: name, path: "^/teapot$", service: "http_status:418" },
    ]);
    await until("the new rule", async () => {
      return (await get("/teapot", await tokenHeaders())).status === 418;
    });
    expect(connectors.map(({ pid }) => pid)).toEqual(before);
  });

  it("pass WebSockets", async () => {
    const socket = connect(ports.public, "127.0.0.1");
    socket.write(
      `GET /hook/ws HTTP/1.1\r\nHost: ${name}\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
    );
    let text = "";
    socket.on("data", (data: Buffer) => (text += data.toString()));
    await until("the upgrade", () => text.includes("101 Switching Protocols"));
    socket.write("ping");
    await until("the echo", () => text.endsWith("ping"));
    socket.destroy();
  });

  it("refuse to delete a tunnel with live connectors", async () => {
    await expect(api.remove("zeroTrustTunnelCloudflared", tunnel.id)).rejects.toThrow(
      "This operation is not allowed: the tunnel has active connections. Stop its connectors first. (1022)",
    );
  });

  it("keep the tunnel's and the token's secret out of the record", async () => {
    const file = join(directory, "record.json");
    const record = await readFile(file, "utf8");
    expect(record).not.toContain(tunnelSecret);
    expect(record).not.toContain(token.secrets?.["clientSecret"]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("serve on when one connector is killed", async () => {
    connectors[0]?.kill("SIGKILL");
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => (await get("/", await tokenHeaders())).status),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    await untilConnected(1);
  });

  it("remember everything when the edge starts again, and get their connectors back", async () => {
    await stop(edge);
    edge = startEdge();
    await until("the connector is back", async () => {
      return (await get("/", await tokenHeaders()).catch(() => undefined))?.status === 200;
    });
  });

  it("answer 530 at once when the last connector leaves, and let the tunnel go", async () => {
    connectors[1]?.kill("SIGTERM");
    await untilConnected(0);
    expect((await get("/", await tokenHeaders())).status).toBe(530);
    await api.remove("zeroTrustTunnelCloudflared", tunnel.id);
    expect(await api.read("zeroTrustTunnelCloudflaredConfig", tunnel.id)).toBeUndefined();
  });
});

interface Answer {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

async function recordAccount(): Promise<void> {
  token = await api.create("zeroTrustAccessServiceToken", { accountId, name: "robot" });
  const group = await api.create("zeroTrustAccessGroup", {
    accountId,
    name: "staff",
    includes: [{ emailDomain: { domain: "example.test" } }],
  });
  const policy = async (
    policyName: string,
    decision: string,
    includes: readonly unknown[],
  ): Promise<string> => {
    const inputs = { accountId, name: policyName, decision, includes };
    return (await api.create("zeroTrustAccessPolicy", inputs)).id;
  };
  const staff = await policy("staff", "allow", [{ group: { id: group.id } }]);
  const robot = await policy("robot", "non_identity", [{ serviceToken: { tokenId: token.id } }]);
  const open = await policy("open", "bypass", [{ everyone: {} }]);
  const application = await api.create("zeroTrustAccessApplication", {
    accountId,
    name: "n8n",
    type: "self_hosted",
    domain: name,
    policies: [{ id: staff, precedence: 1 }, { id: robot, precedence: 2 }],
  });
  await api.create("zeroTrustAccessApplication", {
    accountId,
    name: "hook",
    type: "self_hosted",
    domain: `${name}/hook`,
    policies: [{ id: open, precedence: 1 }],
  });
  tunnel = await api.create("zeroTrustTunnelCloudflared", {
    accountId,
    name: "services",
    configSrc: "cloudflare",
    tunnelSecret,
  });
  await writeConfig(application.properties["aud"]);
  await api.create("dnsRecord", {
    zoneId,
    name,
    type: "CNAME",
    content: `${tunnel.id}.cfargotunnel.com`,
    proxied: true,
    ttl: 1,
  });
}

async function writeConfig(aud: unknown, extra: readonly unknown[] = []): Promise<void> {
  const service = `http://127.0.0.1:${String((origin.address() as AddressInfo).port)}`;
  const access = { required: true, teamName: "moco", audTags: [aud] };
  const inputs = {
    accountId,
    tunnelId: tunnel.id,
    config: {
      ingresses: [
        ...extra,
        { hostname: name, path: "^/hook(?:/|$)", service },
        { hostname: name, service, originRequest: { access } },
        { service: "http_status:404" },
      ],
    },
  };
  await api.create("zeroTrustTunnelCloudflaredConfig", inputs);
}

async function application_(wanted: string): Promise<EdgeObject> {
  const list = await fetch(
    `http://127.0.0.1:${String(ports.api)}/client/v4/objects/zeroTrustAccessApplication`,
    { headers: { authorization: `Bearer ${apiToken}` } },
  );
  const { result } = (await list.json()) as { result: EdgeObject[] };
  const found = result.find(({ properties }) => properties["name"] === wanted);
  if (found === undefined) throw new Error(`no application ${wanted}`);
  return found;
}

async function audienceOf(wanted: string): Promise<unknown> {
  return (await application_(wanted)).properties["aud"];
}

function without(
  values: Readonly<Record<string, unknown>>,
  property: string,
): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).filter(([key]) => key !== property));
}

async function tokenHeaders(): Promise<Record<string, string>> {
  return Promise.resolve({
    "cf-access-client-id": String(token.properties["clientId"]),
    "cf-access-client-secret": String(token.secrets?.["clientSecret"]),
  });
}

function startEdge(): ExecaChildProcess {
  const at = (port: number) => `127.0.0.1:${String(port)}`;
  return execa(
    programs.edge.path,
    [
      ...["-api", at(ports.api), "-public", at(ports.public), "-connectors", at(ports.connectors)],
      ...["-state", directory, "-api-token-file", join(directory, "api-token")],
      ...["-account", accountId, "-zone", `moco.test=${zoneId}`, "-team", "moco", "-warp=false"],
    ],
    { reject: false, cleanup: true },
  );
}

async function startConnector(
  port: number,
  secret: string,
): Promise<{ readonly process: ExecaChildProcess; readonly log: () => string }> {
  const file = join(directory, `token-${String(port)}`);
  const content = JSON.stringify({ a: accountId, t: tunnel.id, s: secret });
  await writeFile(file, `${Buffer.from(content).toString("base64")}\n`, { mode: 0o600 });
  const child = execa(
    programs.cloudflared.path,
    [
      ...["tunnel", "--no-autoupdate", "--metrics", `127.0.0.1:${String(port)}`],
      ...["--edge", `127.0.0.1:${String(ports.connectors)}`, "run", "--token-file", file],
    ],
    { reject: false, cleanup: true },
  );
  let text = "";
  child.stderr?.on("data", (data: Buffer) => (text += data.toString()));
  return { process: child, log: () => text };
}

async function stop(child: ExecaChildProcess): Promise<void> {
  child.kill("SIGTERM");
  await child;
}

async function untilConnected(count: number): Promise<void> {
  await until(`${String(count)} connectors`, async () => {
    const found = (await api.status()).tunnels.find(({ id }) => id === tunnel.id);
    return found?.connections.length === count;
  });
}

async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let attempt = 0; attempt < 300; attempt++) {
    if (await Promise.resolve(holds()).catch(() => false)) return;
    await setTimeout(100);
  }
  throw new Error(`waited in vain for ${what}`);
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingMessage["headers"];
  readonly body: string;
}

function get(path: string, headers = {}, from = "127.0.0.1"): Promise<Reply> {
  return send("GET", path, headers, from);
}

function post(path: string): Promise<Reply> {
  return send("POST", path, {}, "127.0.0.1");
}

async function send(
  method: string,
  path: string,
  headers: Readonly<Record<string, string>>,
  localAddress: string,
): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      {
        ...{ host: "127.0.0.1", port: ports.public, method, path, localAddress, agent: false },
        headers: { host: `${name}:${String(ports.public)}`, ...headers },
      },
      (incoming) => {
        let body = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (text: string) => (body += text));
        incoming.on("end", () => {
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end();
  });
}

function claimsOf(assertion: string | undefined): unknown {
  const [, payload = ""] = (assertion ?? "").split(".");
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}

async function freePort(): Promise<number> {
  const server = createTcpServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
