import { onGuest } from "@moco-sandbox/commands/shell";

import { Checkout } from "./support/checkout";
import { pulumi } from "./support/engine";
import { ask, signIn } from "./support/gateway";

const name = "n8n.moco.localhost";

async function releaseOf(service: string): Promise<string> {
  const list = await onGuest("pm1-apps", "sudo moco-release list");
  const line = list.split("\n").find((each) => each.startsWith(`${service} `));
  return line?.split(/ +/)[1] ?? "";
}

describe("a release that never gets healthy", () => {
  it("fails with the container's own words, and the previous one still answers", async () => {
    const before = await releaseOf("n8n");
    const checkout = new Checkout()
      .edit(
        "services/n8n/n8n.ts",
        'DB_POSTGRESDB_DATABASE: "n8n",',
        'DB_POSTGRESDB_DATABASE: "no_such_database",',
      )
      .edit("services/n8n/n8n.ts", 'startPeriod: "120s"', 'startPeriod: "30s"');
    const said = await pulumi("up", "pm1", [], checkout.directory);
    checkout.remove();
    expect(said.ok).toBe(false);
    expect(said.output).toContain(
      'database \\"no_such_database\\" does not exist'.replaceAll("\\", ""),
    );
    expect(await releaseOf("n8n")).toBe(before);
    const answer = await ask(name, "/healthz/readiness", { headers: await signIn(name) });
    expect(answer.status).toBe(200);
  });

  it("is forgotten by the next deployment of what is in Git", async () => {
    expect((await pulumi("up", "pm1")).ok).toBe(true);
    expect((await pulumi("preview", "pm1", ["--expect-no-changes"])).ok).toBe(true);
  });
});
