import { onGuest } from "@moco-sandbox/commands/shell";
import { people } from "@moco-sandbox/commands/stack-values";

import { ask, signIn } from "./support/gateway";
import { n8nOwner, setUpOwner } from "./support/n8n-owner";

const name = "n8n.moco.localhost";

/** Answer of n8n's own database, asked inside its container. */
async function query(sql: string): Promise<string> {
  const container = "$(sudo docker ps -q -f label=moco.service=n8n-database)";
  return onGuest("pm1-data", `sudo docker exec ${container} psql -U n8n -d n8n -tAc "${sql}"`);
}

describe("the public name of n8n", () => {
  it("refuses who is not signed in, before anything reaches the guest", async () => {
    const answer = await ask(name, "/");
    expect(answer.status).toBe(403);
    expect(answer.body).not.toContain("n8n.io");
  });

  it("gives no session to an identity that belongs to no group", async () => {
    const login = `/cdn-cgi/access/login?email=${people.stranger}`;
    const answer = await ask(name, login, { method: "POST" });
    expect(answer.status).toBe(403);
    expect(answer.headers).not.toHaveProperty("set-cookie");
  });

  it("is answered by n8n for a member", async () => {
    const answer = await ask(name, "/", { headers: await signIn(name) });
    expect(answer.status).toBe(200);
    expect(answer.body).toContain("<title>n8n.io");
  });

  it("travels to the database and back", async () => {
    expect([200, 400]).toContain(await setUpOwner(name));
    expect(await query("select email from public.user")).toBe(n8nOwner.email);
  });

  it("lets webhooks in without a login, and only below their path", async () => {
    const webhook = await ask(name, "/webhook/nobody", { method: "POST" });
    expect(webhook.status).toBe(404);
    expect(webhook.body).toContain("not registered");
    expect((await ask(name, "/webhooks", { method: "POST" })).status).toBe(403);
  });

  it("sends security headers and hides who answers", async () => {
    const { headers } = await ask(name, "/", { headers: await signIn(name) });
    expect(headers).toMatchObject({ "x-content-type-options": "nosniff" });
    expect(headers["strict-transport-security"]).toMatch(/^max-age=\d+/);
    expect(headers).not.toHaveProperty("x-powered-by");
  });

  it("answers a name that nobody declared with nothing of ours", async () => {
    expect((await ask("grafana.moco.localhost", "/")).status).toBeGreaterThanOrEqual(404);
  });
});
