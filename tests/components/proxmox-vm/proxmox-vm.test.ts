import * as pulumi from "@pulumi/pulumi";

import type { GuestPlan } from "../../../model/location/location-plan";
import { ProxmoxVm } from "../../../components/proxmox-vm/proxmox-vm";
import { createCloudImage } from "../../../components/proxmox-vm/cloud-image";
import { aGuestPlan, aLocationPlan } from "../../support/location-plan";
import {
  inputsOf,
  type RecordedResource,
  recordResources,
  secretInputsOf,
} from "../../support/recorded-resources";

const vmType = "proxmoxve:index/vmLegacy:VmLegacy";
const plan = aLocationPlan();

function createGuest(changes: Partial<GuestPlan> = {}): ProxmoxVm {
  const image = createCloudImage("pm1-guest-image", {
    node: "pm1",
    datastore: "local",
    image: { url: "https://example.org/debian.qcow2", sha512: "ab".repeat(64) },
  });
  return new ProxmoxVm("pm1-apps", {
    guest: aGuestPlan(changes),
    node: plan.node,
    range: plan.cidr,
    vlan: { id: 20, name: "application", cidr: "10.50.0.64/26", gateway: "10.50.0.65" },
    rules: [
      { source: "10.50.0.65", protocol: "tcp", port: 22, why: "operators" },
      { source: "10.50.0.10", protocol: "tcp", port: 80, why: "public names" },
    ],
    image,
    datastore: "local-lvm",
    snippetDatastore: "local",
    login: { user: "ops", authorizedKeys: ["ssh-ed25519 AAAA operator"] },
    hostKey: { public: "ssh-ed25519 BBBB", private: pulumi.secret("planted-private-key") },
    docker: { registryMirrors: [], insecureRegistries: [] },
    files: [{ path: "/etc/motd", mode: "0644", content: "Hello\n" }],
  });
}

function computed({ name }: pulumi.runtime.MockResourceArgs): Record<string, unknown> {
  if (name === "pm1-apps-data") {
    return { disks: [{ interface: "scsi0", pathInDatastore: "vm-1120-disk-0" }] };
  }
  return name === "pm1-apps-vm" ? { networkDevices: [{ macAddress: "BC:24:11:00:00:01" }] } : {};
}

describe("ProxmoxVm", () => {
  let resources: readonly RecordedResource[] = [];
  beforeAll(async () => {
    resources = await recordResources(createGuest, { computed });
  });

  it("keeps the data disk with a guest that is never started", () => {
    expect(inputsOf(resources, vmType, "pm1-apps-data")).toMatchObject({
      vmId: 1120,
      name: "pm1-apps-data",
      started: false,
      onBoot: false,
      protection: true,
      disks: [{ interface: "scsi0", datastoreId: "local-lvm", size: 64 }],
    });
  });

  it("makes the guest with its planned address, behind Proxmox' firewall, with the data disk", () => {
    expect(inputsOf(resources, vmType, "pm1-apps-vm")).toMatchObject({
      nodeName: "pm1",
      vmId: 120,
      name: "pm1-apps",
      machine: "q35",
      cpu: { cores: 4 },
      memory: { dedicated: 8192 },
      networkDevices: [{ bridge: "vmbr1", vlanId: 20, firewall: true }],
      disks: [
        { interface: "scsi0", importFrom: "local:import/moco-guest.qcow2", size: 16 },
        { interface: "scsi1", pathInDatastore: "vm-1120-disk-0", size: 64 },
      ],
      initialization: {
        ipConfigs: [{ ipv4: { address: "10.50.0.70/26", gateway: "10.50.0.65" } }],
        userDataFileId: "local:snippets/pm1-apps-user-data.yaml",
      },
    });
  });

  it.each(["pm1-apps-vm", "pm1-apps-data"])("writes out what %s may do by itself", (name) => {
    expect(inputsOf(resources, vmType, name)).toMatchObject({
      purgeOnDestroy: false,
      deleteUnreferencedDisksOnDestroy: false,
      stopOnDestroy: false,
      timeoutShutdownVm: 300,
      timeoutStopVm: 600,
      rebootAfterUpdate: false,
    });
  });

  it("asks for no right on the whole node: it has no start order", () => {
    const inputs = resources.filter(({ type }) => type === vmType).map(({ inputs }) => inputs);
    expect(inputs.map((each) => each["startup"])).toEqual([undefined, undefined]);
  });

  it("waits for no guest agent", () => {
    expect(inputsOf(resources, vmType, "pm1-apps-vm")["agent"]).toEqual({
      enabled: true,
      trim: true,
      timeout: "60s",
      waitForIp: { disabled: true },
    });
  });

  it("lets in what its rules say, and nothing else", () => {
    const options = inputsOf(
      resources,
      "proxmoxve:firewall/optionsLegacy:OptionsLegacy",
      "pm1-apps-firewall",
    );
    expect(options).toMatchObject({ vmId: 120, enabled: true, inputPolicy: "DROP" });
    const rules = inputsOf(
      resources,
      "proxmoxve:firewall/rulesLegacy:RulesLegacy",
      "pm1-apps-rules",
    );
    const rule = { type: "in", action: "ACCEPT", proto: "tcp" };
    expect(rules["rules"]).toEqual([
      { ...rule, source: "10.50.0.65", dport: "22", comment: "operators" },
      { ...rule, source: "10.50.0.10", dport: "80", comment: "public names" },
    ]);
  });

  it("downloads the image once, held to its checksum", () => {
    expect(inputsOf(resources, "proxmoxve:download/file:File", "pm1-guest-image")).toEqual({
      nodeName: "pm1",
      datastoreId: "local",
      contentType: "import",
      fileName: "moco-guest.qcow2",
      url: "https://example.org/debian.qcow2",
      checksum: "ab".repeat(64),
      checksumAlgorithm: "sha512",
      overwrite: false,
      overwriteUnmanaged: true,
    });
  });

  it("publishes its plan, its rules and how it is reached", () => {
    expect(inputsOf(resources, "moco:index:ProxmoxVm", "pm1-apps")).toEqual({
      guest: aGuestPlan(),
      rules: [
        { source: "10.50.0.65", protocol: "tcp", port: 22, why: "operators" },
        { source: "10.50.0.10", protocol: "tcp", port: 80, why: "public names" },
      ],
      connection: { host: "10.50.0.70", port: 22, user: "ops", hostKey: "ssh-ed25519 BBBB" },
    });
  });

  it("is handed on as a host that is waited for", async () => {
    let guest: ProxmoxVm | undefined;
    await recordResources(() => (guest = createGuest()), { computed });
    expect(guest?.host).toEqual({
      name: "pm1-apps",
      connection: { host: "10.50.0.70", port: 22, user: "ops", hostKey: "ssh-ed25519 BBBB" },
      generation: guest?.generation,
      ready: guest?.ready,
      vm: guest?.vm,
    });
  });

  it("keeps the host key secret in the snippet, and out of everything else", () => {
    const snippet = "proxmoxve:index/fileLegacy:FileLegacy";
    expect(secretInputsOf(resources, snippet, "pm1-apps-user-data")).toEqual(["sourceRaw"]);
    const others = resources.filter(({ type }) => type !== snippet);
    expect(JSON.stringify(others)).not.toContain("planted-private-key");
  });

  it("installs files in place over a pinned connection, again for every generation", () => {
    const ready = inputsOf(resources, "command:remote:Command", "pm1-apps-ready");
    expect(ready).toMatchObject({
      connection: { host: "10.50.0.70", port: 22, user: "ops", hostKey: "ssh-ed25519 BBBB" },
      create: "sudo bash -s",
      addPreviousOutputInEnv: false,
    });
    const script = String(ready["stdin"]);
    expect(script.split("\n")[0]).toBe("# generation BC:24:11:00:00:01");
    expect(script).toContain("put '/etc/motd' 0644 '' <<'MOCO_END_OF_FILE'\nHello\n");
  });

  it("runs there again when the data disk grows", async () => {
    const grown = await recordResources(() => createGuest({ dataDisk: "128g" }), { computed });
    const stdin = inputsOf(grown, "command:remote:Command", "pm1-apps-ready")["stdin"];
    expect(stdin).toContain("/usr/local/sbin/moco-data-disk grow 128\n");
  });

  it("is planned before anything of it exists", async () => {
    const preview = await recordResources(createGuest, { preview: true });
    expect(preview.map(({ name }) => name).sort()).toEqual(
      resources.map(({ name }) => name).sort(),
    );
  });
});
