import { setTimeout as sleep } from "node:timers/promises";

import { onGuest } from "@moco-sandbox/commands/shell";

import { until } from "../sandbox/images/image-bench";
import { pulumi } from "./support/engine";
import { ask, signIn } from "./support/gateway";

const name = "n8n.moco.localhost";
const database = "$(sudo docker ps -aq -f label=moco.service=n8n-database)";

const readiness = async (): Promise<number> =>
  (await ask(name, "/healthz/readiness", { headers: await signIn(name) })).status;

const healthOf = (container: string): Promise<string> =>
  onGuest("pm1-apps", `sudo docker inspect -f '{{.State.Health.Status}}' ${container}`);

describe("after a disturbance that nobody attends to", () => {
  it("a service finds its database again that was away", async () => {
    await onGuest("pm1-data", `sudo docker stop ${database}`);
    await until(async () => (await healthOf("n8n-n8n-1")) !== "healthy", 120);
    expect(await readiness()).not.toBe(200);
    await onGuest("pm1-data", `sudo docker start ${database}`);
    await until(async () => (await readiness()) === 200, 240);
  });

  it("a container that hangs is restarted by its guest, which says so", async () => {
    await until(async () => (await healthOf("n8n-n8n-1")) === "healthy", 120);
    const since = (await onGuest("pm1-apps", "date +%s")).trim();
    const started = "sudo docker inspect -f '{{.State.StartedAt}}' n8n-n8n-1";
    const before = await onGuest("pm1-apps", started);
    await onGuest(
      "pm1-apps",
      "sudo docker top n8n-n8n-1 -eo pid | tail -n +2 | xargs sudo kill -STOP",
    );
    await until(async () => (await onGuest("pm1-apps", started)) !== before, 240);
    await until(async () => (await readiness()) === 200, 240);
    await sleep(1_000);
    const journal = await onGuest(
      "pm1-apps",
      `sudo journalctl --no-pager -o cat -u moco-healing.service --since @${since}`,
    );
    // The second, where the first was for the database that was away.
    expect(journal).toMatch(/^n8n: n8n-n8n-1 is unhealthy; restart [12] of 8$/m);
    expect(await onGuest("pm1-apps", "sudo moco-release history n8n | tail -n 1")).toContain(
      "heal",
    );
    expect((await pulumi("preview", "pm1", ["--expect-no-changes"])).ok).toBe(true);
  });
});
