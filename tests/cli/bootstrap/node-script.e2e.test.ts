import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { uploadOverSsh } from "@moco-sandbox/proxmox/upload-over-ssh";
import execa from "execa";

import { renderNodeScript } from "../../../cli/bootstrap/node-script";
import { aNodeSpec } from "../../support/node-spec";
import { BareNode } from "./bare-node";

const folder = mkdtempSync(join(tmpdir(), "moco-node-script-"));
const key = join(folder, "key");
execa.sync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "operator", "-f", key]);
const authorizedKeys = [readFileSync(`${key}.pub`, "utf8").trim()];
// The container's only way out is its first network card.
const script = renderNodeScript(aNodeSpec({ uplink: "eth0", authorizedKeys }));

let node: BareNode;
let token = "";

beforeAll(async () => {
  node = await BareNode.start("bootstrap");
});

afterAll(async () => {
  await node.remove();
  rmSync(folder, { recursive: true });
});

/** Runs what is given with an SSH agent that holds the operator's key. */
async function withAgent<Result>(use: (socket: string) => Promise<Result>): Promise<Result> {
  const socket = join(folder, "agent");
  const agent = execa("ssh-agent", ["-D", "-a", socket]);
  const env = { SSH_AUTH_SOCK: socket };
  try {
    const add = `until [ -S ${socket} ]; do sleep 0.1; done; ssh-add -q ${key}`;
    await execa("sh", ["-c", add], { env });
    return await use(socket);
  } finally {
    agent.kill();
    await agent.catch(() => undefined);
  }
}

describe("the node script", () => {
  it("says all that is wrong with a node before it changes anything", async () => {
    const before = await node.files();
    const spec = aNodeSpec({ uplink: "eth9", datastore: "local", snippetDatastore: "nope" });
    expect(await node.run(renderNodeScript(spec))).toMatchObject({
      exitCode: 1,
      stdout: "",
      stderr: [
        "pm1: the storage nope does not exist. Set location.node.snippetDatastore to a storage of type dir.",
        "pm1: the storage local holds no images. Set location.node.datastore to one that does.",
        "pm1: the uplink eth9 does not exist. Set location.node.uplink to one of: eth0.",
        "pm1: nothing was changed. Mend this and run it again.",
      ].join("\n"),
    });
    expect(await node.files()).toEqual(before);
  });

  it("only looks where it is told to", async () => {
    const before = await node.files();
    expect(await node.run(script, "--check")).toMatchObject({
      exitCode: 0,
      stdout: "",
      stderr: "pm1: nothing is in the way.",
    });
    expect(await node.run(script, "--chekc")).toMatchObject({
      exitCode: 1,
      stderr: "pm1: the argument --chekc is not known. Use --check, --remove, or none.",
    });
    expect(await node.files()).toEqual(before);
  });

  it("prepares a fresh node and prints its API token and its host key alone", async () => {
    const { exitCode, stdout, stderr } = await node.run(script);
    const hostKey = (await node.run("cut -d' ' -f1,2 /etc/ssh/ssh_host_ed25519_key.pub")).stdout;
    expect(hostKey).toMatch(/^ssh-ed25519 \S+$/);
    const [first = "", ...rest] = stdout.split("\n");
    expect({ exitCode, rest }).toEqual({
      exitCode: 0,
      rest: [`NODE_KNOWN_HOSTS 10.50.0.1 ${hostKey}`],
    });
    expect(first).toMatch(/^MOCO_API_TOKEN moco@pve!pulumi=[0-9a-f-]{36}$/);
    token = first.replace("MOCO_API_TOKEN ", "");
    expect(stderr).not.toContain("already so");
    expect(stderr).toContain("changed: interface vmbr1.10 (10.50.0.1/26)");
  });

  it("changes nothing when it runs again", async () => {
    const { exitCode, stdout, stderr } = await node.run(script);
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/^NODE_KNOWN_HOSTS 10\.50\.0\.1 ssh-ed25519 \S+$/);
    expect(stderr).not.toContain("changed: ");
  });

  it("gives the token these rights, each on its own path", async () => {
    const ask = `curl -sk -H 'Authorization: PVEAPIToken=${token}' https://127.0.0.1:8006/api2/json/access/permissions`;
    const { data } = JSON.parse((await node.run(ask)).stdout) as {
      readonly data: Readonly<Record<string, Readonly<Record<string, number>>>>;
    };
    const rights = Object.entries(data).map(([path, names]) => [path, Object.keys(names).sort()]);
    expect(Object.fromEntries(rights)).toEqual({
      "/nodes/pm1": ["Sys.AccessNetwork", "Sys.Audit", "Sys.Modify"],
      "/sdn/zones/localnetwork": ["SDN.Use"],
      "/storage/local": ["Datastore.Allocate", "Datastore.AllocateTemplate", "Datastore.Audit"],
      "/storage/local-lvm": ["Datastore.AllocateSpace", "Datastore.Audit"],
      "/vms": [
        "VM.Allocate",
        "VM.Audit",
        "VM.Config.CDROM",
        "VM.Config.CPU",
        "VM.Config.Cloudinit",
        "VM.Config.Disk",
        "VM.Config.HWType",
        "VM.Config.Memory",
        "VM.Config.Network",
        "VM.Config.Options",
        "VM.PowerMgmt",
      ],
    });
  });

  it("takes back what an earlier version gave", async () => {
    await node.run(`
pveum role add MocoInfra-storages --privs "Datastore.Allocate Datastore.AllocateSpace"
pveum acl modify /storage/local --users moco@pve --roles MocoInfra-storages
pveum acl modify /storage/local-lvm --users moco@pve --roles MocoInfra-storages
pveum role add Backup --privs "VM.Backup"
pveum acl modify /vms --users moco@pve --roles Backup`);
    const { stderr } = await node.run(script);
    expect(stderr.split("\n").filter((line) => line.startsWith("changed: "))).toEqual([
      "changed: moco@pve is no longer MocoInfra-storages on /storage/local",
      "changed: moco@pve is no longer MocoInfra-storages on /storage/local-lvm",
      "changed: role MocoInfra-storages is gone",
    ]);
    const { stdout } = await node.run("pveum acl list");
    expect(stdout.split("\n").sort()).toEqual([
      "/nodes/pm1 moco@pve MocoInfra-node",
      "/sdn/zones/localnetwork moco@pve MocoInfra-bridges",
      "/storage/local moco@pve MocoInfra-files",
      "/storage/local-lvm moco@pve MocoInfra-disks",
      "/vms moco@pve Backup",
      "/vms moco@pve MocoInfra-guests",
    ]);
  });

  it("lets the provider upload a snippet, which reads it back as the upload user", async () => {
    const path = "/var/lib/vz/snippets/pm1-apps-user-data.yaml";
    const place = { address: await node.address(), port: 22 };
    await withAgent((agentSocket) =>
      uploadOverSsh({ username: "moco", agentSocket, nodes: [] }, place, path, "#cloud-config\n"),
    );
    expect((await node.run(`stat -c '%a %U %G' ${path}; cat ${path}`)).stdout).toBe(
      "644 root root\n#cloud-config",
    );
  });

  it("keeps snippets from everybody else, and their names from the upload user", async () => {
    const as = (user: string, command: string): string =>
      `runuser -u ${user} -- ${command} >/dev/null 2>&1; echo $?`;
    const snippet = "/var/lib/vz/snippets/pm1-apps-user-data.yaml";
    expect((await node.run(as("moco", `head -c1 ${snippet}`))).stdout).toBe("0");
    expect((await node.run(as("moco", "ls /var/lib/vz/snippets"))).stdout).toBe("2");
    expect((await node.run(as("moco", "touch /var/lib/vz/snippets/x"))).stdout).toBe("1");
    expect((await node.run(as("nobody", `head -c1 ${snippet}`))).stdout).toBe("1");
  });

  it("lets the upload user write snippets and nothing else", async () => {
    const write = (path: string): string =>
      `su moco -c "echo x | sudo -n /usr/bin/tee ${path} >/dev/null 2>&1"; echo $?`;
    const allowed = "/var/lib/vz/snippets/pm1-apps-user-data.yaml";
    const outside = "/var/lib/vz/snippets/../../../../etc/sudoers.d/x";
    expect((await node.run(write(allowed))).stdout).toBe("0");
    expect((await node.run(write(outside))).stdout).toBe("1");
    expect((await node.run(write(`${allowed} /etc/x`))).stdout).toBe("1");
  });

  it("refuses a bridge and a VLAN that are there and are others", async () => {
    const other = { id: 10, gateway: "10.50.0.2", prefix: "26" };
    const spec = aNodeSpec({ uplink: "eth0", management: other });
    expect(await node.run(renderNodeScript(spec))).toMatchObject({
      exitCode: 1,
      stderr: [
        "pm1: the interface vmbr1.10 has the address 10.50.0.1/26, not 10.50.0.2/26. Correct it on the node, or the gateway of the VLAN management.",
        "pm1: nothing was changed. Mend this and run it again.",
      ].join("\n"),
    });
    await node.run(
      "pvesh create /nodes/pm1/network --iface vmbr7 --type bridge; pvesh set /nodes/pm1/network",
    );
    const plain = aNodeSpec({ uplink: "eth0", bridge: "vmbr7" });
    expect((await node.run(renderNodeScript(plain))).stderr).toContain(
      "pm1: the bridge vmbr7 is there and carries no VLANs. Make it VLAN-aware, or set location.node.bridge to one that does not exist yet.",
    );
  });

  it("refuses another node", async () => {
    const other = renderNodeScript(aNodeSpec({ node: "pm2" }));
    expect(await node.run(other)).toMatchObject({
      exitCode: 1,
      stderr: "pm1: this script is for the node pm2. Render the one for this node.",
    });
  });

  it("takes the connector off and leaves the rest", async () => {
    expect(await node.run(script, "--remove")).toMatchObject({
      exitCode: 0,
      stderr: "changed: the management connector is gone",
    });
    expect((await node.run("ip -br address show vmbr1.10")).stdout).toContain("10.50.0.1/26");
  });
});
