import { ambiguousPaths, otherPaths, webhookPaths } from "../components/traefik-proxy/path-tricks";
import { type Answer, ask, signIn } from "./support/gateway";

const name = "n8n.moco.localhost";
let clients = 0;

/** Asks as somebody new each time, whom no rate limit holds back. */
function askAnew(path: string, hostname = name): Promise<Answer> {
  clients += 1;
  return ask(hostname, path, { client: `127.0.9.${String(clients)}` });
}

describe("a path of n8n, for who is not signed in", () => {
  it.each(webhookPaths)("%s reaches the webhooks", async (path) => {
    const answer = await askAnew(path);
    expect(answer.body).toContain("is not registered");
    expect(answer.status).toBe(404);
  });

  it.each(otherPaths)("%s needs a login", async (path) => {
    const answer = await askAnew(path);
    expect(answer.body).toContain("Access: sign in");
    expect(answer.status).toBe(403);
  });

  it.each(ambiguousPaths)("%s is refused by Access, the connector or Traefik", async (path) => {
    const { status, body } = await askAnew(path);
    expect(`${String(status)} ${body.trim()}`).toMatch(
      /^(403 403 Access: sign in|403 Forbidden: no valid Access assertion|404 404 page not found$|400 )/,
    );
  });

  it.each([`${name}.`, name.toUpperCase(), `${name}:80`])(
    "needs a login at %s as well",
    async (hostname) => {
      expect((await askAnew("/rest/settings", hostname)).status).toBe(403);
    },
  );
});

describe("a path of n8n, for a member", () => {
  it("/rest/settings is what the tricks were after", async () => {
    const headers = await signIn(name);
    expect((await ask(name, "/rest/settings", { headers })).status).toBe(200);
  });

  it.each(ambiguousPaths)("%s is refused, too", async (path) => {
    const headers = await signIn(name);
    clients += 1;
    const client = `127.0.9.${String(clients)}`;
    expect((await ask(name, path, { headers, client })).status).toBeGreaterThanOrEqual(400);
  });
});
