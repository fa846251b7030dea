import type { PlacedRoute } from "../../../model/service/placed-service";
import { type Question, TraefikBench } from "./traefik-bench";

/** No request comes back within the hour: what these tests count does not depend on how long they take. */
const pages = { average: 1, burst: 5, period: "1h" } as const;
const files = { average: 1, burst: 9, period: "1h" } as const;

const editor: PlacedRoute = {
  name: "n8n-editor",
  service: "n8n",
  zone: "main",
  hostname: "n8n.example.org",
  path: "/",
  container: "editor",
  port: 8080,
  access: { kind: "login", groups: ["staff"] },
  rateLimit: pages,
  assets: { paths: ["/assets", "/favicon.ico"], rateLimit: files },
};

let traefik: TraefikBench;

beforeAll(async () => {
  traefik = await TraefikBench.open("limits", [editor]);
});

afterAll(async () => {
  await traefik.close();
});

let people = 0;

/** The address of a client that nobody else has. */
function somebody(): string {
  people += 1;
  return `198.51.100.${String(100 + people)}`;
}

/** From this client, as Cloudflare says it. */
function from(client: string, more: Question["headers"] = {}): Question {
  return { headers: { "X-Forwarded-For": client, "Cf-Connecting-Ip": client, ...more } };
}

/** Status of each answer, one after the other. */
async function statuses(
  asked: readonly (readonly [path: string, question: Question])[],
): Promise<readonly number[]> {
  const found: number[] = [];
  for (const [path, question] of asked) {
    found.push(Number((await traefik.ask(path, question)).split(" ")[0]));
  }
  return found;
}

/** Takes all that a client has for pages. */
async function exhaust(client: string): Promise<void> {
  const asked = Array.from({ length: pages.burst }, () => ["/", from(client)] as const);
  expect(await statuses(asked)).toEqual(asked.map(() => 200));
  expect(await statuses([["/", from(client)]])).toEqual([429]);
}

describe("Traefik's limit for each client", () => {
  it("is one for all addresses of an IPv6 /64, however they are written", async () => {
    const written = [
      ...["2001:db8:0:1::1", "2001:db8:0:1::2", "2001:db8:0:1:ffff:ffff:ffff:ffff"],
      ...["2001:DB8:0:1::A", "2001:0db8:0000:0001:0000:0000:0000:0001"],
    ];
    expect(await statuses(written.map((client) => ["/", from(client)]))).toEqual(
      written.map(() => 200),
    );
    expect(await statuses([["/", from("2001:db8:0:1:1234::5678")]])).toEqual([429]);
  });

  it("is another one for the next /64", async () => {
    await exhaust("2001:db8:0:2::1");
    expect(await statuses([["/", from("2001:db8:0:3::1")]])).toEqual([200]);
  });

  it("is one for each IPv4 address", async () => {
    await exhaust("198.51.100.1");
    expect(await statuses([["/", from("198.51.100.2")]])).toEqual([200]);
  });

  it.each([
    ["that Cloudflare added to in one line", (lie: string) => `${lie},198.51.100.10`],
    ["that Cloudflare added to with blanks", (lie: string) => `${lie}, 198.51.100.11`],
    ["that came as a line of its own", (lie: string) => [lie, "198.51.100.12"]],
    ["of many addresses", (lie: string) => `${lie},::1,,x,${lie},198.51.100.13`],
  ])("is not widened by an X-Forwarded-For of the client's own %s", async (_, header) => {
    const lies = [1, 2, 3, 4, 5, 6].map((number) => `203.0.113.${String(number)}`);
    const asked = lies.map(
      (lie) => ["/", { headers: { "X-Forwarded-For": header(lie) } }] as const,
    );
    expect(await statuses(asked)).toEqual([200, 200, 200, 200, 200, 429]);
  });

  it.each(["Cf-Connecting-Ip", "X-Real-Ip", "True-Client-Ip", "Forwarded", "X_Forwarded_For"])(
    "does not ask for %s",
    async (header) => {
      const client = somebody();
      const asked = [1, 2, 3, 4, 5, 6].map(
        (number) => ["/", from(client, { [header]: `203.0.113.${String(number)}` })] as const,
      );
      expect(await statuses(asked)).toEqual([200, 200, 200, 200, 200, 429]);
    },
  );

  it("is one for everybody where no address came, rather than none", async () => {
    const asked = Array.from({ length: pages.burst + 1 }, () => ["/", {}] as const);
    expect((await statuses(asked)).at(-1)).toBe(429);
  });
});

describe("Traefik's limit for files", () => {
  it("is another one than that for pages, and ends as well", async () => {
    const client = somebody();
    await exhaust(client);
    const read = ["/assets/a.js", "/assets/b/c.css", "/assets", "/favicon.ico", "/assets/x?y=z"];
    expect(await statuses(read.map((path) => [path, from(client)]))).toEqual(read.map(() => 200));
    const heads = Array.from({ length: files.burst - read.length + 1 }, () => {
      return ["/assets/a.js", { ...from(client), method: "HEAD" }] as const;
    });
    expect(await statuses(heads)).toEqual([200, 200, 200, 200, 429]);
  });

  it("is not for what does something below the same path", async () => {
    const client = somebody();
    await exhaust(client);
    const written = ["POST", "PUT", "DELETE", "OPTIONS"].map(
      (method) => ["/assets/a.js", { ...from(client), method }] as const,
    );
    expect(await statuses(written)).toEqual([429, 429, 429, 429]);
  });

  it.each([
    ...["/rest/login.js", "/rest/login/a.css", "/rest/login?/assets/a.js", "/rest;/assets/a.js"],
    ...["/assetsx/a.js", "/ASSETS/a.js", "/x/assets/a.js"],
    ...["/assets/../rest/login", "/assets/%2e%2e/rest/login", "/assets/..%2frest/login"],
    ...["/assets//rest/login", "/assets/..;/rest/login", "/assets\\..\\rest", "/assets%2f../rest"],
  ])("is not to be had for %s", async (path) => {
    const client = somebody();
    await exhaust(client);
    expect(await statuses([[path, from(client)]])).toEqual([429]);
  });

  it("is not for a connection that is to be kept open elsewhere", async () => {
    const client = somebody();
    await exhaust(client);
    const upgrade = { Connection: "Upgrade", Upgrade: "websocket" };
    expect(await statuses([["/rest/push?a=/assets/x.js", from(client, upgrade)]])).toEqual([429]);
  });
});
