import { connect } from "node:net";

import { onGuest } from "@moco-sandbox/commands/shell";
import { guestContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

const guests = { "pm1-mgmt": "10.50.0.10", "pm1-apps": "10.50.0.70", "pm1-data": "10.50.0.134" };
const gateways = ["10.50.0.1", "10.50.0.65", "10.50.0.129", "10.50.0.193"];
const ports = [22, 80, 443, 2375, 5432, 5678, 8006, 8080];
const names = Object.keys(guests) as (keyof typeof guests)[];

/** The only connections that any guest may open to another one or to the node. */
const declared = ["pm1-mgmt -> pm1-apps:80", "pm1-apps -> pm1-data:5432"];

/** Tries every address and port from inside a container, all at once; gives those that answered. */
async function answering(
  container: string,
  targets: readonly string[],
): Promise<readonly string[]> {
  const script = targets
    .map((target) => {
      const [host, port] = target.split(":");
      return `(timeout 3 bash -c '</dev/tcp/${String(host)}/${String(port)}' 2>/dev/null && echo ${target}) &`;
    })
    .join("\n");
  const said = await inContainer(container, ["bash", "-c", `${script}\nwait`]);
  return said.split("\n").filter((line) => line !== "");
}

describe.each(names)("guest %s", (guest) => {
  it("is running with no failed unit", async () => {
    expect(await onGuest(guest, "systemctl is-system-running")).toBe("running");
  });

  it("takes keys only, and nobody as root", async () => {
    const settings = await onGuest(guest, "sudo sshd -T");
    expect(settings).toMatch(/^passwordauthentication no$/m);
    expect(settings).toMatch(/^kbdinteractiveauthentication no$/m);
    expect(settings).toMatch(/^permitrootlogin no$/m);
  });

  it("has its hardening on", async () => {
    const units = "fail2ban unattended-upgrades moco-firewall docker";
    expect(await onGuest(guest, `systemctl is-enabled ${units}`)).toBe(
      ["enabled", "enabled", "enabled", "enabled"].join("\n"),
    );
  });

  it("reaches exactly the declared ports, and nothing else in any VLAN", async () => {
    const hosts = [...Object.values(guests), ...gateways].filter((host) => host !== guests[guest]);
    const targets = hosts.flatMap((host) => ports.map((port) => `${host}:${String(port)}`));
    const open = (await answering(guestContainer(guest), targets)).map((target) => {
      const [host, port] = target.split(":");
      const to = names.find((name) => guests[name] === host) ?? host;
      return `${guest} -> ${String(to)}:${String(port)}`;
    });
    expect(open.sort()).toEqual(declared.filter((flow) => flow.startsWith(guest)));
  });

  it("keeps its Docker data on the data disk", async () => {
    expect(await onGuest(guest, "sudo docker info -f '{{.DockerRootDir}}'")).toBe(
      "/srv/data/docker",
    );
    expect(await onGuest(guest, "cat /srv/data/.moco-data")).toBe(guest);
  });
});

describe("this machine", () => {
  it("reaches a guest's SSH by the management tunnel, and no other port of it", async () => {
    await expect(reachable(guests["pm1-apps"], 22)).resolves.toBe(true);
    await expect(reachable(guests["pm1-apps"], 80)).resolves.toBe(false);
    await expect(reachable(guests["pm1-data"], 5432)).resolves.toBe(false);
  });
});

function reachable(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 3_000 });
    const done = (answer: boolean): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.on("connect", () => {
      done(true);
    });
    socket.on("error", () => {
      done(false);
    });
    socket.on("timeout", () => {
      done(false);
    });
  });
}
