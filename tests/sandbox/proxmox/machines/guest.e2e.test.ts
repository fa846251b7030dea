import execa from "execa";
import type { Values } from "@moco-sandbox/provider-framework/plugin";
import { diskVolume, guestContainer, nodeContainer } from "@moco-sandbox/world";
import { docker, inContainer } from "@moco-sandbox/world/docker-command";

import { nodeLabel } from "../../../../sandbox/proxmox/machines/labels";
import {
  app,
  data,
  dataDisk,
  dataGuestInputs,
  guestInputs,
  image,
  rulesInputs,
  ssh,
  vlanInputs,
} from "./guest-inputs";
import { node, nodePrivileges, type NodeWithAccess, startNodeWithAccess } from "./node-with-access";
import { answers, untilReady } from "./reachability";
import { contextOf, handlerOf, type Kind, operationsWith } from "./proxmoxve-handlers";

// The outside world of one location without the engine: handlers, containers, networks, packets.

let access: NodeWithAccess;
let isUp = false;

const { create, update, read, remove } = operationsWith(() => access.config);

describe("the proxmoxve provider on a node in a container", () => {
  const made: { readonly kind: Kind; readonly id: string; state: Values }[] = [];
  const make = async (kind: Kind, inputs: Values) => {
    const one = { kind, ...(await create(kind, inputs)) };
    made.push(one);
    return one;
  };

  beforeAll(async () => {
    access = await startNodeWithAccess();
    isUp = true;
  }, 180_000);

  afterAll(async () => {
    if (!isUp) return;
    await access.remove();
    for (const list of [
      ["ps", "-aq"],
      ["network", "ls", "-q"],
      ["volume", "ls", "-q"],
    ]) {
      expect(await docker([...list, "--filter", `label=${nodeLabel}=${node}`])).toBe("");
    }
  }, 120_000);

  it("refuses a wrong token, an unreachable endpoint and an unsigned certificate", async () => {
    const inputs = vlanInputs(20, "10.99.0.65/26");
    const wrong = {
      ...access.config,
      apiToken: "test@pve!pulumi=00000000-0000-0000-0000-000000000000",
    };
    await expect(create("vlan", inputs, wrong)).rejects.toThrow(
      "proxmoxve: https://10.99.0.1:8006 refuses the API token: 401 No ticket. Mint a new one with bootstrap and set it in the configuration.",
    );
    const away = { ...access.config, endpoint: "https://10.99.9.1:8006" };
    await expect(create("vlan", inputs, away)).rejects.toThrow(
      /^proxmoxve: https:\/\/10\.99\.9\.1:8006 cannot be reached \(EHOSTUNREACH\): is the management tunnel up and WARP connected\?$/,
    );
    await expect(create("vlan", inputs, { ...access.config, insecure: false })).rejects.toThrow(
      "proxmoxve: https://10.99.0.1:8006 has a certificate of an unknown authority. Install a trusted one, or set insecure: true.",
    );
    await expect(create("vlan", { ...inputs, nodeName: "pm9" })).rejects.toThrow(
      "proxmoxve: nodeName is no node of https://10.99.0.1:8006, got pm9. Use spare.",
    );
  });

  it("refuses what the token's role does not allow", async () => {
    const allow = (privileges: string) =>
      inContainer(nodeContainer(node), [
        "pveum",
        "role",
        "modify",
        "TestNode",
        "--privs",
        privileges,
      ]);
    await allow("Sys.Audit");
    await expect(create("vlan", vlanInputs(20, "10.99.0.65/26"))).rejects.toThrow(
      "proxmoxve: 403 Permission check failed (/nodes/spare, Sys.Modify). Give the token's role this privilege on this path.",
    );
    await allow(nodePrivileges);
    await expect(create("vm", { ...guestInputs(app), startup: { order: 3 } })).rejects.toThrow(
      "proxmoxve: 403 Permission check failed (/, Sys.Modify). Give the token's role this privilege on this path.",
    );
  });

  it("makes VLANs, with the node as their gateway and this machine outside", async () => {
    await Promise.all([
      make("vlan", vlanInputs(20, "10.99.0.65/26")),
      make("vlan", vlanInputs(30, "10.99.0.129/26")),
    ]);
    const third = await make("vlan", vlanInputs(40, "10.99.0.193/26"));
    expect(third.state).toMatchObject({ interface: "vmbr1", vlan: 40 });
    const addresses = await inContainer(nodeContainer(node), ["ip", "-4", "-o", "address"]);
    expect(addresses).toContain("vmbr1.20    inet 10.99.0.65/26");
    expect(addresses).toContain("vmbr1.40    inet 10.99.0.193/26");
    const { stdout } = await execa("ip", ["-4", "-o", "address"]);
    expect(stdout).not.toContain("10.99.");
    await expect(create("vlan", vlanInputs(40, "10.99.0.193/26"))).rejects.toThrow(
      "iface: interface already exists",
    );
  }, 60_000);

  it("refuses guests whose image, snippet, bridge, VLAN or disk is missing", async () => {
    const inputs = guestInputs(app);
    await expect(create("vm", inputs)).rejects.toThrow(
      "proxmoxve: initialization.userDataFileId: volume 'local:snippets/guest.yaml' does not exist on spare. Upload it first: dependsOn.",
    );
    const userData = `#cloud-config\nusers:\n  - name: ops\n    sudo: ALL=(ALL) NOPASSWD:ALL\n    shell: /bin/bash\n    ssh_authorized_keys: ["${access.publicKey}"]\nwrite_files:\n  - {path: /etc/planted, content: by cloud-init}\n`;
    const sourceRaw = { fileName: "guest.yaml", data: userData };
    await expect(
      create("snippet", { nodeName: node, datastoreId: "local-lvm", sourceRaw }),
    ).rejects.toThrow(
      'proxmoxve: the datastore "local-lvm" does not support content type "snippets"; supported content types are: [images rootdir]. Enable it: pvesm set local-lvm --content images,rootdir,snippets.',
    );
    const snippet = await make("snippet", { nodeName: node, datastoreId: "local", sourceRaw });
    expect(snippet.id).toBe("local:snippets/guest.yaml");
    await expect(create("vm", inputs)).rejects.toThrow(
      "proxmoxve: scsi0 of VM 920 (spare-test-apps): volume 'local:import/guest.qcow2' does not exist. Let the node download it first.",
    );
    const url = "https://example.com/guest.qcow2";
    const download = await make("download", {
      nodeName: node,
      datastoreId: "local",
      contentType: "import",
      url,
    });
    expect(download.id).toBe(image);
    await expect(create("vm", guestInputs({ ...app, vlan: 50 }))).rejects.toThrow(
      "proxmoxve: VM 920: VLAN 50 has no interface vmbr1.50 on spare, so nothing would answer there. Make it first; there are vmbr1.10, vmbr1.20, vmbr1.30, vmbr1.40.",
    );
    await expect(
      create("vm", { ...inputs, networkDevices: [{ bridge: "vmbr7", vlanId: 20 }] }),
    ).rejects.toThrow("proxmoxve: VM 920: bridge 'vmbr7' does not exist on spare. Use vmbr1.");
    await expect(create("vm", guestInputs({ ...app, dataDisk: "vm-1920-disk-0" }))).rejects.toThrow(
      "proxmoxve: scsi1 of VM 920 (spare-test-apps): volume 'local-lvm:vm-1920-disk-0' does not exist. Make its guest first.",
    );
  }, 60_000);

  it("starts guests that cloud-init set up, each at its planned address", async () => {
    const owner = await make("vm", dataGuestInputs("spare-test-data-data", 1_930));
    expect(owner.state["disks"]).toEqual([{ ...dataDisk, pathInDatastore: "vm-1930-disk-0" }]);
    const [first, second] = await Promise.all([
      make("vm", guestInputs(app)),
      make("vm", guestInputs({ ...data, dataDisk: "vm-1930-disk-0" })),
    ]);
    expect(first.state["networkDevices"]).toEqual([
      {
        bridge: "vmbr1",
        vlanId: 20,
        firewall: true,
        enabled: true,
        model: "virtio",
        macAddress: expect.stringMatching(/^BC:24:11(:[0-9A-F]{2}){3}$/) as string,
      },
    ]);
    expect(second.state["ipv4Addresses"]).toEqual([["127.0.0.1"], ["10.99.0.134"]]);
    await untilReady(access, app.address);
    await untilReady(access, data.address);
    expect(
      await access.ssh(app.address, "hostname; cat /etc/planted; ip -4 -o address show eth0"),
    ).toMatch(/^spare-test-apps\nby cloud-init.*inet 10\.99\.0\.70\/26/s);
    expect(await access.ssh(app.address, "ip route show default")).toContain("via 10.99.0.65");
  }, 120_000);

  it("leaves alone what a lost guest left behind", async () => {
    const volume = diskVolume(node, "vm-1940-disk-0");
    await docker(["volume", "create", "--label", `${nodeLabel}=${node}`, volume]);
    await expect(create("vm", dataGuestInputs("spare-test-lost", 1_940))).rejects.toThrow(
      "disk vm-1940-disk-0 of spare exists already. Delete what is left of its guest first.",
    );
    await docker(["volume", "rm", volume]);
    const { id, state } = await create("vm", dataGuestInputs("spare-test-lost", 1_940));
    await remove("vm", id, state);
  }, 60_000);

  it("mounts a data disk only where one is attached", async () => {
    await access.ssh(
      data.address,
      "sudo sh -c 'mountpoint /srv/data && echo kept >/srv/data/file'",
    );
    await expect(access.ssh(app.address, "mountpoint -q /srv/data")).rejects.toThrow();
  });

  it("refuses a taken number, a taken address and a disk that is in use", async () => {
    await expect(create("vm", guestInputs({ ...app, name: "other" }))).rejects.toThrow(
      "proxmoxve: unable to create VM 920 - VM 920 already exists on node 'spare' (spare-test-apps). Choose another vmId.",
    );
    await expect(create("vm", guestInputs({ ...app, name: "other", vmId: 921 }))).rejects.toThrow(
      "proxmoxve: VM 921 (other): address 10.99.0.70 is taken by VM 920 (spare-test-apps). Choose another one.",
    );
    const greedy = {
      ...app,
      name: "other",
      vmId: 921,
      address: "10.99.0.71",
      dataDisk: "vm-1930-disk-0",
    };
    await expect(create("vm", guestInputs(greedy))).rejects.toThrow(
      "proxmoxve: scsi1 of VM 921 (other): volume 'local-lvm:vm-1930-disk-0' is in use by VM 930 (spare-test-data). Detach it there first.",
    );
  });

  it("lets only declared flows through once the firewalls are on", async () => {
    await access.ssh(data.address, "sudo systemd-run --unit listener nc -lk -p 5432");
    await access.ssh(app.address, "sudo systemd-run --unit listener nc -lk -p 8000");
    expect(await answers(app.name, data.address, 5_432)).toBe(true);
    for (const { vmId, gateway } of [app, data]) {
      await make("rules", rulesInputs(vmId, [ssh(gateway)]));
      await make("options", { nodeName: node, vmId, enabled: true, inputPolicy: "DROP" });
    }
    expect(await answers(app.name, data.address, 5_432)).toBe(false);
    expect(await answers(data.name, app.address, 8_000)).toBe(false);
    const database = {
      type: "in",
      action: "ACCEPT",
      source: app.address,
      proto: "tcp",
      dport: "5432",
    };
    const rules = rulesInputs(data.vmId, [ssh(data.gateway), database]);
    await update("rules", `vm/${node}/930`, rules, rules);
    expect(await answers(app.name, data.address, 5_432)).toBe(true);
    expect(await answers(data.name, app.address, 8_000)).toBe(false);
    expect(await answers(app.name, data.address, 22)).toBe(false);
    expect(await access.ssh(data.address, "hostname")).toBe("spare-test-data");
    // Nothing beyond the stand-in for the internet.
    expect(await answers(app.name, "198.51.100.1", 443)).toBe(false);
  }, 60_000);

  it("shows what happened to a guest behind its back", async () => {
    const guest = made.find(({ id }) => id === "920");
    const state = guest?.state ?? {};
    await docker(["stop", guestContainer(app.name)]);
    expect(await read("vm", "920", state)).toMatchObject({ started: false });
    // At every start Proxmox makes the cloud-init drive anew.
    const start = () => update("vm", "920", guestInputs(app), state);
    const move = (...[from, to]: readonly [string, string]) =>
      inContainer(nodeContainer(node), ["mv", `${from}/guest.yaml`, to]);
    await move("/var/lib/vz/snippets", "/tmp");
    await expect(start()).rejects.toThrow(
      "proxmoxve: initialization.userDataFileId: volume 'local:snippets/guest.yaml' does not exist on spare. Upload it first: dependsOn.",
    );
    await move("/tmp", "/var/lib/vz/snippets");
    await start();
    expect(await read("vm", "920", state)).toMatchObject({ started: true });
    expect(await read("vm", "999", state)).toBeUndefined();
  }, 60_000);

  it("changes limits in place, keeps the MAC address, and refuses to shrink or to resize another's disk", async () => {
    const guest = made.find(({ id }) => id === "930");
    const inputs = guestInputs({ ...data, dataDisk: "vm-1930-disk-0" });
    const state = guest?.state ?? {};
    const outputs = await update("vm", "930", { ...inputs, memory: { dedicated: 768 } }, state);
    expect(outputs["networkDevices"]).toEqual(state["networkDevices"]);
    const memory = await docker([
      "inspect",
      "-f",
      "{{.HostConfig.Memory}}",
      guestContainer(data.name),
    ]);
    expect(Number(memory)).toBe(768 * 1_024 * 1_024);
    const disks = inputs["disks"] as readonly Values[];
    const small = { ...inputs, disks: [{ ...disks[0], size: 4 }, disks[1]] };
    await expect(update("vm", "930", small, state)).rejects.toThrow(
      "proxmoxve: scsi0 of VM 930 (spare-test-data): disks cannot shrink from 8 to 4. Keep its size, or make a new disk and move the data.",
    );
    const grown = { ...inputs, disks: [disks[0], { ...disks[1], size: 16 }] };
    await expect(update("vm", "930", grown, state)).rejects.toThrow(
      "proxmoxve: scsi1 of VM 930 (spare-test-data): the disk belongs to VM 1930 (spare-test-data-data) and cannot be resized here, got 16. Resize it there.",
    );
  }, 60_000);

  it("attaches a data disk to a guest that is there, which reboots and keeps its system", async () => {
    const guest = made.find(({ id }) => id === "920");
    await make("vm", dataGuestInputs("spare-test-apps-data", 1_920));
    await access.ssh(app.address, "echo mine | sudo tee /etc/own");
    const inputs = guestInputs({ ...app, dataDisk: "vm-1920-disk-0" });
    const outputs = await update("vm", "920", inputs, guest?.state ?? {});
    expect(outputs["networkDevices"]).toEqual(guest?.state["networkDevices"]);
    await untilReady(access, app.address);
    expect(await access.ssh(app.address, "cat /etc/own; mountpoint /srv/data")).toBe(
      "mine\n/srv/data is a mountpoint",
    );
  }, 60_000);

  it("deletes a guest with its own disks and leaves those of others", async () => {
    const owner = made.find(({ id }) => id === "1930");
    const guest = made.find(({ id }) => id === "930");
    const before = guest?.state["networkDevices"];
    await remove("vm", "930", guest?.state ?? {});
    const volumes = await docker(["volume", "ls", "-q", "--filter", `label=${nodeLabel}=${node}`]);
    expect(volumes.split("\n")).not.toContain(diskVolume(node, "vm-930-disk-0"));
    expect(volumes.split("\n")).toContain(diskVolume(node, "vm-1930-disk-0"));

    const again = await create("vm", guestInputs({ ...data, dataDisk: "vm-1930-disk-0" }));
    expect(again.state["networkDevices"]).not.toEqual(before);
    await untilReady(access, data.address);
    expect(await access.ssh(data.address, "cat /srv/data/file")).toBe("kept");

    // Nothing but protection keeps Proxmox from it: the disk, being held, is what is left.
    const log = jest.fn();
    const context = { ...contextOf("vm", access.config), log };
    await handlerOf("vm").delete?.("1930", owner?.state ?? {}, context);
    expect(log).toHaveBeenCalledWith("Could not remove disk 'local-lvm:vm-1930-disk-0'", "warning");
    expect(await read("vm", "1930", owner?.state ?? {})).toBeUndefined();
    expect(await access.ssh(data.address, "cat /srv/data/file")).toBe("kept");
    await remove("vm", "930", again.state);
    await docker(["volume", "rm", diskVolume(node, "vm-1930-disk-0")]);
  }, 120_000);

  it("refuses to delete a protected guest, and a VLAN with guests in it", async () => {
    const owner = made.find(({ id }) => id === "1920");
    const inputs = dataGuestInputs("spare-test-apps-data", 1_920);
    await update("vm", "1920", { ...inputs, protection: true }, owner?.state ?? {});
    await expect(remove("vm", "1920", owner?.state ?? {})).rejects.toThrow(
      "proxmoxve: can't remove VM 1920 (spare-test-apps-data) - protection mode enabled. Set protection to false first.",
    );
    await update("vm", "1920", { ...inputs, protection: false }, owner?.state ?? {});
    await expect(remove("vlan", "spare:vmbr1.20", {})).rejects.toThrow(
      "VLAN 20 of spare: is in use by moco-sandbox-spare-test-apps. Delete those guests first.",
    );
  });

  it("takes everything away again, firewalls with their guests", async () => {
    const state = { ...made.find(({ id }) => id === "920")?.state, timeoutShutdownVm: 1 };
    // One that hangs is switched off when its time is up, and waits for the next run.
    await docker(["kill", "--signal", "STOP", guestContainer(app.name)]);
    await expect(remove("vm", "920", state)).rejects.toThrow(
      'proxmoxve: timeout while waiting for task "UPID:spare:qmshutdown:920" to complete',
    );
    expect(await read("vm", "920", state)).toMatchObject({ started: false });
    await remove("vm", "920", state);
    for (const { kind, id, state } of [...made].reverse()) await remove(kind, id, state);
    const names = await docker([
      "network",
      "ls",
      "--format",
      "{{.Name}}",
      "--filter",
      `label=${nodeLabel}=${node}`,
    ]);
    expect(names).toBe("moco-sandbox-spare-vlan10");
    expect(await docker(["volume", "ls", "-q", "--filter", `label=${nodeLabel}=${node}`])).toBe("");
    const interfaces = await inContainer(nodeContainer(node), ["ip", "-br", "link"]);
    expect(interfaces).not.toMatch(/vmbr1\.(20|30|40)/);
  }, 120_000);
});
