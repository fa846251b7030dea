import execa from "execa";
import { ownLabel } from "@moco-sandbox/world";

import { ensureNodeImage } from "../../../../sandbox/proxmox/machines/node-image";

// The stand-ins of a node's commands, in a container that runs nothing else.

let container = "";

/** Standard output, or what the command refused with. */
async function run(command: string): Promise<string> {
  const result = await execa("docker", ["exec", container, "bash", "-c", command], {
    reject: false,
  });
  return result.exitCode === 0 ? result.stdout : `${String(result.exitCode)}: ${result.stderr}`;
}

beforeAll(async () => {
  const image = await ensureNodeImage();
  const options = ["--hostname", "pm9", "--network", "none", "--tmpfs", "/var/lib/docker"];
  const labels = ["--label", `${ownLabel}=true`];
  const args = ["run", "-d", "--rm", ...labels, ...options, "--entrypoint", "sleep", image, "600"];
  container = (await execa("docker", args)).stdout;
}, 120_000);

afterAll(async () => {
  await execa("docker", ["rm", "--force", container]);
});

describe("pveum", () => {
  it("keeps roles, and knows every privilege by name", async () => {
    expect(await run('pveum role add Deploy --privs "VM.Audit VM.Reboot"')).toBe(
      "255: create role failed: invalid privilege 'VM.Reboot'",
    );
    expect(await run('pveum role add Deploy --privs "VM.Allocate,VM.Audit"')).toBe("");
    expect(await run("pveum role add Deploy")).toBe(
      "255: create role failed: role 'Deploy' already exists",
    );
    expect(await run("pvesh get /access/roles/Deploy --output-format json")).toBe(
      '{"VM.Allocate": 1, "VM.Audit": 1}',
    );
  });

  it("makes a user and mints a token once", async () => {
    expect(await run("pveum user add deploy")).toBe(
      "255: 400 Parameter verification failed.\nuserid: value 'deploy' does not look like a valid user name",
    );
    expect(await run("pveum user add deploy@pve")).toBe("");
    expect(await run("pveum user add deploy@pve")).toBe(
      "255: create user failed: user 'deploy@pve' already exists",
    );
    expect(await run("pveum acl modify /vms --users nobody@pve --roles Deploy")).toBe(
      "255: update acl failed: user 'nobody@pve' does not exist",
    );
    const add = "pveum user token add deploy@pve pulumi --privsep 0 --output-format json";
    expect(JSON.parse(await run(add))).toEqual({
      "full-tokenid": "deploy@pve!pulumi",
      info: { privsep: "0" },
      value: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
    });
    expect(await run(add)).toBe(
      "255: 400 Parameter verification failed.\ntokenid: Token already exists.",
    );
    expect(await run("grep -c value /etc/pve-standin/access.json || true")).toBe("0");
  });
});

describe("pvesm", () => {
  it("refuses content that a storage cannot hold", async () => {
    expect(await run("pvesm set local --content iso,poems")).toBe(
      "255: 400 Parameter verification failed.\ncontent: invalid format - invalid content type 'poems'",
    );
    expect(await run("pvesm set local-lvm --content snippets")).toBe(
      "255: update storage failed: storage does not support content type 'snippets'",
    );
    expect(
      await run("pvesm set local --content iso,snippets && pvesm path local:snippets/a.yaml"),
    ).toBe("/var/lib/vz/snippets/a.yaml");
  });
});

describe("pvesh", () => {
  it("keeps interfaces aside until they are applied", async () => {
    const create = "pvesh create /nodes/pm9/network";
    expect(await run(`${create} --iface vmbr1.10 --type vlan --cidr 10.50.0.1/26`)).toBe(
      "255: 400 Parameter verification failed.\nvlan-raw-device: interface 'vmbr1' does not exist",
    );
    expect(await run(`${create} --iface vmbr1 --type bridge --bridge_vlan_aware 1`)).toBe("");
    expect(await run(`${create} --iface vmbr1.10 --type vlan --cidr 10.50.0.1/26`)).toBe("");
    expect(await run(`${create} --iface vmbr1.20 --type vlan --cidr 10.50.0.1/26`)).toBe(
      "255: 400 Parameter verification failed.\ncidr: address already used by 'vmbr1.10'",
    );
    expect(await run("pvesh get /nodes/pm9/network/vmbr1.10 --output-format json")).toBe(
      '{"cidr": "10.50.0.1/26", "type": "vlan"}',
    );
    expect(await run("cat /etc/network/interfaces")).not.toContain("vmbr1");
    expect(await run("cat /etc/network/interfaces.new")).toContain("iface vmbr1.10 inet static");
    expect(await run("pvesh delete /nodes/pm9/network; ls /etc/network")).not.toContain("new");
    expect(await run("pvesh get /nodes/pm9/network/vmbr1")).toBe("255: interface does not exist");
    expect(await run("pvesh get /nodes/pm1/network")).toBe(
      "255: hostname lookup 'pm1' failed - failed to get address info for: pm1",
    );
  });
});

describe("pveversion", () => {
  it("names the release that bootstrap knows", async () => {
    expect(await run("pveversion")).toMatch(/^pve-manager\/9\.0\.3\//);
  });
});
