import type { Server } from "node:http";
import { readFile, stat } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";

import { createEdgeApi, type EdgeObject } from "../../../../sandbox/cloudflare/edge/edge-api";
import { type Reply, visit } from "./http-client";
import {
  accountId,
  LoopbackEdge,
  type RunningConnector,
  startOrigin,
  until,
  zoneId,
} from "./loopback-edge";

const name = "n8n.moco.test";
const tunnelSecret = Buffer.alloc(32, 7).toString("base64");

jest.setTimeout(180_000);

let edge: LoopbackEdge;
let origin: { readonly server: Server; readonly url: string };
let tunnel: EdgeObject;
let token: EdgeObject;
let application: EdgeObject;
let applicationInputs: Readonly<Record<string, unknown>>;
let first: RunningConnector;
let second: RunningConnector;

beforeAll(async () => {
  origin = await startOrigin();
  edge = await LoopbackEdge.start();
});

afterAll(async () => {
  await edge.stop();
  origin.server.closeAllConnections();
  origin.server.close();
});

describe("edge and cloudflared", () => {
  it("refuse a caller without the API's token", async () => {
    const stranger = createEdgeApi({ baseUrl: edge.apiUrl, apiToken: "guess" });
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
    expect(await get("/", tokenHeaders())).toMatchObject({
      status: 530,
      body: "530 error code: 1033: the tunnel has no live connector\n",
    });
  });

  it("refuse a connector with a wrong secret", async () => {
    const guess = Buffer.alloc(32, 8).toString("base64");
    const stranger = await edge.startConnector(tunnel.id, guess);
    await until("the refusal", () => stranger.log().includes("Invalid tunnel secret"));
    expect((await fetch(`http://${stranger.metrics}/ready`)).status).toBe(503);
    stranger.process.kill("SIGTERM");
  });

  it("register two connectors", async () => {
    first = await edge.startConnector(tunnel.id, tunnelSecret);
    second = await edge.startConnector(tunnel.id, tunnelSecret);
    await untilConnected(2);
    const ready = await fetch(`http://${first.metrics}/ready`);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({ status: 200, readyConnections: 1 });
    const shown = await edge.api.read("zeroTrustTunnelCloudflared", tunnel.id);
    expect(shown?.properties).toMatchObject({ status: "healthy" });
  });

  it("let a service token through and tell the origin who called", async () => {
    const { status, body } = await get("/a?b=c", tokenHeaders());
    expect(status).toBe(200);
    const { path, headers } = JSON.parse(body) as Answer;
    expect(path).toBe("/a?b=c");
    expect(headers).toMatchObject({
      host: `${name}:${String(edge.publicPort)}`,
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
    const wrong = { ...tokenHeaders(), "cf-access-client-secret": "guess" };
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
      "x-forwarded-for": "203.0.113.9,127.0.0.2",
      "x-forwarded-proto": "http",
    });
    expect(headers).not.toHaveProperty("cf-access-authenticated-user-email");
    expect(headers).not.toHaveProperty("cf-access-jwt-assertion");
  });

  it("tell the origin of a visitor who came over TLS, as all of Cloudflare's do", async () => {
    const reply = await visit(name, edge.securePort, "/hook", { tls: true, from: "127.0.0.3" });
    const { headers } = JSON.parse(reply.body) as Answer;
    expect(headers).toMatchObject({
      "cf-visitor": '{"scheme":"https"}',
      "x-forwarded-for": "127.0.0.3",
      "x-forwarded-proto": "https",
    });
  });

  it("refuse at the connector what came without Access's assertion", async () => {
    await edge.api.remove("zeroTrustAccessApplication", application.id);
    const around = await get("/");
    expect(around).toMatchObject({
      status: 403,
      body: "Forbidden: no valid Access assertion for this application\n",
    });
    // Made anew it has another audience, so the connector needs the new one too.
    application = await edge.api.create("zeroTrustAccessApplication", applicationInputs);
    expect((await get("/", tokenHeaders())).status).toBe(403);
    await writeConfig();
    await until("the new audience", async () => {
      return (await get("/", tokenHeaders())).status === 200;
    });
  });

  it("apply a changed configuration without a restart", async () => {
    await writeConfig([{ hostname: name, path: "^/teapot$", service: "http_status:418" }]);
    await until("the new rule", async () => {
      return (await get("/teapot", tokenHeaders())).status === 418;
    });
    expect(first.log().match(/Registered tunnel connection/g)).toHaveLength(1);
  });

  it("pass WebSockets", async () => {
    const socket = connect(edge.publicPort, "127.0.0.1");
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
    await expect(edge.api.remove("zeroTrustTunnelCloudflared", tunnel.id)).rejects.toThrow(
      "This operation is not allowed: the tunnel has active connections. Stop its connectors first. (1022)",
    );
  });

  it("keep the tunnel's and the token's secret out of the record", async () => {
    const file = join(edge.directory, "record.json");
    const record = await readFile(file, "utf8");
    expect(record).not.toContain(tunnelSecret);
    expect(record).not.toContain(token.secrets?.["clientSecret"]);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it("serve on when one connector is killed", async () => {
    first.process.kill("SIGKILL");
    const answers = await Promise.all(
      Array.from({ length: 10 }, async () => (await get("/", tokenHeaders())).status),
    );
    expect(new Set(answers)).toEqual(new Set([200]));
    await untilConnected(1);
  });

  it("remember everything when the edge starts again, and get their connectors back", async () => {
    await edge.restart();
    await until("the connector is back", async () => {
      return (await get("/", tokenHeaders()).catch(() => undefined))?.status === 200;
    });
  });

  it("answer 530 at once when the last connector leaves, and let the tunnel go", async () => {
    second.process.kill("SIGTERM");
    await untilConnected(0);
    expect((await get("/", tokenHeaders())).status).toBe(530);
    await edge.api.remove("zeroTrustTunnelCloudflared", tunnel.id);
    expect(await edge.api.read("zeroTrustTunnelCloudflaredConfig", tunnel.id)).toBeUndefined();
  });
});

interface Answer {
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** What the stacks `account` and a location's would have made. */
async function recordAccount(): Promise<void> {
  const create = edge.api.create.bind(edge.api);
  const policy = async (title: string, decision: string, include: unknown): Promise<string> => {
    const inputs = { accountId, name: title, decision, includes: [include] };
    return (await create("zeroTrustAccessPolicy", inputs)).id;
  };
  token = await create("zeroTrustAccessServiceToken", { accountId, name: "robot" });
  const includes = [{ emailDomain: { domain: "example.test" } }];
  const group = await create("zeroTrustAccessGroup", { accountId, name: "staff", includes });
  const staff = await policy("staff", "allow", { group: { id: group.id } });
  const robot = await policy("robot", "non_identity", { serviceToken: { tokenId: token.id } });
  const open = await policy("open", "bypass", { everyone: {} });
  applicationInputs = {
    accountId,
    name: "n8n",
    type: "self_hosted",
    domain: name,
    policies: [
      { id: staff, precedence: 1 },
      { id: robot, precedence: 2 },
    ],
  };
  application = await create("zeroTrustAccessApplication", applicationInputs);
  const hook = { name: "hook", type: "self_hosted", domain: `${name}/hook` };
  await create("zeroTrustAccessApplication", { accountId, ...hook, policies: [{ id: open }] });
  const settings = { name: "services", configSrc: "cloudflare", tunnelSecret };
  tunnel = await create("zeroTrustTunnelCloudflared", { accountId, ...settings });
  await writeConfig();
  const content = `${tunnel.id}.cfargotunnel.com`;
  const record = { name, type: "CNAME", content, proxied: true, ttl: 1 };
  await create("dnsRecord", { zoneId, ...record });
}

async function writeConfig(extra: readonly unknown[] = []): Promise<void> {
  const service = origin.url;
  const audTags = [application.properties["aud"]];
  const ingresses = [
    ...extra,
    { hostname: name, path: "^/hook(?:/|$)", service },
    {
      hostname: name,
      service,
      originRequest: { access: { required: true, teamName: "moco", audTags } },
    },
    { service: "http_status:404" },
  ];
  const inputs = { accountId, tunnelId: tunnel.id, config: { ingresses } };
  await edge.api.create("zeroTrustTunnelCloudflaredConfig", inputs);
}

function tokenHeaders(): Record<string, string> {
  return {
    "cf-access-client-id": String(token.properties["clientId"]),
    "cf-access-client-secret": String(token.secrets?.["clientSecret"]),
  };
}

async function untilConnected(count: number): Promise<void> {
  await until(`${String(count)} connectors`, async () => {
    const found = (await edge.api.status()).tunnels.find(({ id }) => id === tunnel.id);
    return found?.connections.length === count;
  });
}

function get(path: string, headers: Record<string, string> = {}, from?: string): Promise<Reply> {
  const client = from === undefined ? {} : { from };
  return visit(name, edge.publicPort, path, { headers, ...client });
}

function post(path: string): Promise<Reply> {
  return visit(name, edge.publicPort, path, { method: "POST" });
}

function claimsOf(assertion: string | undefined): unknown {
  const [, payload = ""] = (assertion ?? "").split(".");
  return JSON.parse(Buffer.from(payload, "base64url").toString());
}
