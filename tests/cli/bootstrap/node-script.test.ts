import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";

import { renderNodeScript } from "../../../cli/bootstrap/node-script";
import { privileges } from "../../../cli/bootstrap/privileges";
import { aNodeSpec } from "../../support/node-spec";

const script = renderNodeScript(aNodeSpec());

describe("renderNodeScript", () => {
  it("is a script that bash can read", async () => {
    const { exitCode, stderr } = await execa("bash", ["-n"], { input: script, reject: false });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
  });

  it("has nothing left to refuse once it begins to change the node", () => {
    const main = /^main\(\) \{\n([^]*?)^\}/m.exec(script)?.[1] ?? "";
    const steps = main.match(/^ {2}(prepare_\w+)$/gm)?.map((line) => line.trim());
    expect(steps).toEqual([
      "prepare_storage",
      "prepare_network",
      "prepare_firewall",
      "prepare_upload_user",
      "prepare_api_access",
      "prepare_connector",
    ]);
    expect(main.indexOf("check_node")).toBeLessThan(main.indexOf("prepare_storage"));
    // All but the last one: whether a connector gets connected shows when it runs.
    for (const step of steps?.slice(0, -1) ?? []) {
      const body = new RegExp(`^${step}\\(\\) \\{\n([^]*?)^\\}`, "m").exec(script)?.[1];
      expect(body).toBeDefined();
      expect(body).not.toMatch(/\b(fail|fault) "/);
    }
  });

  it("says the node's host keys at the end, as lines of known_hosts", async () => {
    const body = /^say_host_keys\(\) \{\n([^]*?)^\}/m.exec(script)?.[0] ?? "";
    const folder = mkdtempSync(join(tmpdir(), "moco-host-keys-"));
    writeFileSync(join(folder, "ssh_host_ed25519_key.pub"), "ssh-ed25519 AAAA root@pm1\n");
    const input = `${body.replace("/etc/ssh", folder)}\nsay_host_keys`;
    const { stdout, stderr } = await execa("bash", ["-euo", "pipefail"], { input });
    rmSync(folder, { recursive: true });
    expect({ stdout, stderr }).toEqual({
      stdout: "",
      stderr: "NODE_KNOWN_HOSTS 10.50.0.1 ssh-ed25519 AAAA",
    });
    expect(script).toMatch(/^ {2}prepare_connector\n {2}say_host_keys\n\}$/m);
  });

  it("makes the bridge and the management VLAN through Proxmox", () => {
    expect(script).toContain(
      'pvesh create "/nodes/$node/network" --iface vmbr1 --type bridge --autostart 1 --bridge_vlan_aware 1',
    );
    expect(script).toContain(
      'pvesh create "/nodes/$node/network" --iface vmbr1.10 --type vlan --cidr 10.50.0.1/26',
    );
  });

  it("translates the location's range at the uplink, in a table of its own", () => {
    expect(script).toContain(
      'ip saddr 10.50.0.0/24 ip daddr != 10.50.0.0/24 oifname "vmbr0" masquerade',
    );
    expect(script).not.toContain("flush ruleset");
  });

  it("lets no guest connect to the node itself, by no version of IP", () => {
    expect(script.match(/^table ip6? moco_nat \{$/gm)).toEqual([
      "table ip moco_nat {",
      "table ip6 moco_nat {",
    ]);
    expect(script.match(/^ {4}iifname "vmbr1\.\*" drop$/gm)).toHaveLength(2);
  });

  it("gives the upload user two commands, the second by a regular expression", () => {
    expect(script).toContain(
      `moco ALL=(root) NOPASSWD: /usr/sbin/pvesm apiinfo, /sbin/pvesm apiinfo
moco ALL=(root) NOPASSWD: /usr/bin/tee ^$snippets/[A-Za-z0-9][A-Za-z0-9_.-]*\\$
`,
    );
  });

  it("gives a right to one release only where the other does not know it", () => {
    expect(script).toContain("VM.Monitor@8");
    expect(script).toContain("VM.GuestAgent.Audit@9");
  });

  it("asks for the one node it was made for", () => {
    expect(script).toContain("node=pm1\n");
    expect(script).toContain('[ "$(hostname)" = "$node" ]');
  });
});

describe("privileges", () => {
  it("holds each right once, with a reason, and none that hands out rights", () => {
    const names = privileges.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(privileges.filter(({ why }) => why === "")).toEqual([]);
    expect(
      names.filter((name) => /^(Permissions|User|Realm|Group|Sys\.PowerMgmt)/.test(name)),
    ).toEqual([]);
  });
});
