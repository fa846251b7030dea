import { ask, type Asking, signIn } from "./support/gateway";

const name = "n8n.moco.localhost";

/** How many of these requests, one after the other, were held back. */
async function held(count: number, path: string, asking: Asking): Promise<number> {
  let refused = 0;
  for (let request = 0; request < count; request += 1) {
    if ((await ask(name, path, asking)).status === 429) refused += 1;
  }
  return refused;
}

describe("rate limits", () => {
  it("hold one webhook client back after its burst of 20, and let another one in", async () => {
    expect(
      await held(30, "/webhook/limit", { client: "127.0.0.2", method: "POST" }),
    ).toBeGreaterThan(0);
    expect(await held(5, "/webhook/limit", { client: "127.0.0.3", method: "POST" })).toBe(0);
  });

  it("do not believe a client about its own address", async () => {
    const lying = (request: number): Asking => ({
      client: "127.0.0.2",
      method: "POST",
      headers: {
        "cf-connecting-ip": `203.0.113.${String(request)}`,
        "x-forwarded-for": `203.0.113.${String(request)}`,
      },
    });
    let refused = 0;
    for (let request = 0; request < 10; request += 1) {
      if ((await ask(name, "/webhook/limit", lying(request))).status === 429) refused += 1;
    }
    expect(refused).toBeGreaterThan(0);
  });

  it("give a person a page's worth of requests: 100 at once pass, 250 do not", async () => {
    const headers = await signIn(name);
    const path = "/favicon.ico";
    expect(await held(100, path, { client: "127.0.0.4", headers })).toBe(0);
    expect(await held(150, path, { client: "127.0.0.4", headers })).toBeGreaterThan(0);
    expect(await held(5, path, { client: "127.0.0.5", headers })).toBe(0);
  });

  it("count a page's files by themselves", async () => {
    const headers = await signIn(name);
    const path = "/static/base-path.js";
    expect(await held(300, path, { client: "127.0.0.6", headers })).toBe(0);
    const disguised = "/rest/login.js";
    expect(await held(300, disguised, { client: "127.0.0.7", headers })).toBeGreaterThan(0);
  });
});
