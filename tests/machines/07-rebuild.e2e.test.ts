import { onGuest } from "@moco-sandbox/commands/shell";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { guestContainer, nodeContainer } from "@moco-sandbox/world";
import { docker, inContainer } from "@moco-sandbox/world/docker-command";

import { until } from "../sandbox/images/image-bench";
import { command, pulumi } from "./support/engine";
import { ask, signIn } from "./support/gateway";

const name = "n8n.moco.localhost";

async function owner(): Promise<string> {
  const container = "$(sudo docker ps -q -f label=moco.service=n8n-database)";
  const sql = "select email from public.user";
  return onGuest("pm1-data", `sudo docker exec ${container} psql -U n8n -d n8n -tAc "${sql}"`);
}

/** What Proxmox itself filters for a guest: not what Pulumi believes. */
async function firewallOnNode(vmId: number): Promise<unknown> {
  const of = `/nodes/pm1/qemu/${String(vmId)}/firewall`;
  const [options, rules] = await Promise.all(
    ["options", "rules"].map(async (part) =>
      inContainer(nodeContainer("pm1"), ["pvesh", "get", `${of}/${part}`]),
    ),
  );
  return { options: JSON.parse(options ?? ""), rules: JSON.parse(rules ?? "") };
}

async function succeed(verb: "up" | "refresh", more: readonly string[] = []): Promise<void> {
  const said = await pulumi(verb, "pm1", more);
  expect(said.output).not.toContain("error:");
  expect(said.ok).toBe(true);
}

/** The documented ways to a guest that is made again. */
const ways = {
  "as its runbook says": async (guest: string) => {
    await docker(["rm", "--force", guestContainer(guest)]);
    await succeed("refresh", ["--target", `**::${guest}-vm`]);
    await succeed("up", ["--refresh=false"]);
  },
  "as the deploy workflow does it": async (guest: string) => {
    await docker(["rm", "--force", guestContainer(guest)]);
    await succeed("refresh", ["--target", "**proxmoxve:**"]);
    await succeed("up", ["--refresh=false"]);
  },
  "with a new rebuild token": async (guest: string) => {
    const place = ["--stack", "pm1", "--config-file", stackFilePath("pm1")];
    // Digits alone would be a number.
    const token = `again-${String(Date.now())}`;
    await command(["config", "set", ...place, "--path", `guests.${guest}.rebuild`, token]);
    await succeed("up");
  },
};

describe("a guest that is made again", () => {
  it.each([
    ["pm1-apps", 120, "as its runbook says"],
    ["pm1-data", 130, "as the deploy workflow does it"],
    ["pm1-apps", 120, "with a new rebuild token"],
  ] as const)(
    "%s (%i) has its data, its service and its firewall, %s",
    async (guest, vmId, way) => {
      const before = await owner();
      expect(before).not.toBe("");
      const firewall = await firewallOnNode(vmId);
      expect(firewall).toEqual({
        options: { enable: 1, policy_in: "DROP", policy_out: "ACCEPT" },
        rules: expect.arrayContaining([
          expect.objectContaining({ action: "ACCEPT", proto: "tcp", dport: "22" }),
        ]) as unknown,
      });
      await ways[way](guest);
      expect(await firewallOnNode(vmId)).toEqual(firewall);
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

describe("a deployment without changes", () => {
  it("touches nothing after a refresh", async () => {
    await succeed("refresh", ["--target", "**proxmoxve:**"]);
    expect((await pulumi("preview", "pm1", ["--expect-no-changes"])).ok).toBe(true);
  });
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
