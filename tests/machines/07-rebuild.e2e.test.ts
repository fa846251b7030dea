import { onGuest } from "@moco-sandbox/commands/shell";
import { guestContainer } from "@moco-sandbox/world";
import { docker, inContainer } from "@moco-sandbox/world/docker-command";

import { until } from "../sandbox/images/image-bench";
import { pulumi } from "./support/engine";
import { ask, signIn } from "./support/gateway";

const name = "n8n.moco.localhost";

async function owner(): Promise<string> {
  const container = "$(sudo docker ps -q -f label=moco.service=n8n-database)";
  const sql = "select email from public.user";
  return onGuest("pm1-data", `sudo docker exec ${container} psql -U n8n -d n8n -tAc "${sql}"`);
}

describe("a guest that was destroyed", () => {
  it.each(["pm1-apps", "pm1-data"])(
    "%s is back with its data and its service after one up",
    async (guest) => {
      const before = await owner();
      expect(before).not.toBe("");
      await docker(["rm", "--force", guestContainer(guest)]);
      const said = await pulumi("up", "pm1");
      expect(said.output).not.toContain("error:");
      expect(said.ok).toBe(true);
      expect(await owner()).toBe(before);
      const headers = await signIn(name);
      // n8n looks for its database again every few seconds.
      await until(async () => {
        return (await ask(name, "/healthz/readiness", { headers })).status === 200;
      }, 60);
      expect((await pulumi("preview", "pm1", ["--expect-no-changes"])).ok).toBe(true);
    },
  );
});

describe("a guest without its data disk", () => {
  it("starts no service", async () => {
    const guest = guestContainer("pm1-mgmt");
    await inContainer(guest, ["systemctl", "stop", "docker.service", "docker.socket"]);
    await inContainer(guest, ["umount", "--lazy", "/srv/data"]);
    const start = "systemctl start docker.service 2>&1; systemctl is-active docker.service || true";
    expect((await inContainer(guest, ["sh", "-c", start])).trim().split("\n").at(-1)).not.toBe(
      "active",
    );
    await docker(["restart", guest]);
    expect((await pulumi("up", "pm1")).ok).toBe(true);
  });
});
