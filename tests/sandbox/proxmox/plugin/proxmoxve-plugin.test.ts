import { createOperations } from "@moco-sandbox/provider-framework/operations";
import type { Values } from "@moco-sandbox/provider-framework/plugin";

import { proxmoxvePlugin } from "../../../../sandbox/proxmox/plugin/proxmoxve-plugin";

const operations = createOperations(proxmoxvePlugin, {
  config: () => ({ insecure: false }),
  stateDirectory: "/nonexistent",
  signal: new AbortController().signal,
  log: () => undefined,
});

function urnOf(type: string): string {
  return `urn:pulumi:pm1::moco-infra::proxmoxve:${type}::it`;
}

function failuresOf(type: string, inputs: Values): readonly string[] {
  return operations.check(urnOf(type), {}, inputs, "").failures;
}

function replacesOf(type: string, olds: Values, news: Values): readonly string[] {
  const { changes } = operations.diff(urnOf(type), olds, olds, news);
  return changes.filter(({ replaces }) => replaces).map(({ path }) => path);
}

const rules = "firewall/rulesLegacy:RulesLegacy";
const vm = "index/vmLegacy:VmLegacy";
const vlan = "network/linux/vlan:Vlan";

describe("proxmoxvePlugin", () => {
  it("stands in for the version that the SDK asks for", () => {
    const sdk = jest.requireActual<{ version: string }>("@muhlba91/pulumi-proxmoxve/package.json");
    expect(proxmoxvePlugin.version).toBe(sdk.version);
  });

  it("has published facts for each of its types", () => {
    for (const type of Object.keys(proxmoxvePlugin.types)) {
      expect(proxmoxvePlugin.facts[type]).toBeDefined();
    }
  });

  it("refuses firewall rules by path", () => {
    const rule = {
      type: "in",
      action: "ACCEPT",
      proto: "tcp",
      source: "10.50.0.70",
      dport: "5432",
    };
    const place = { nodeName: "pm1", vmId: 130 };
    expect(failuresOf(rules, { ...place, rules: [rule] })).toEqual([]);
    expect(
      failuresOf(rules, {
        ...place,
        rules: [
          rule,
          { ...rule, type: "sideways", action: "LET" },
          { ...rule, source: "10.50.0.300", dport: "70000" },
          { type: "in", action: "DROP", dport: "22" },
          { ...rule, proto: "tpc" },
          { type: "in", action: "ACCEPT", macro: "SSH" },
          { type: "forward" },
          {},
        ],
      }),
    ).toEqual([
      'rules[2].source is no address, range or list of them, got "10.50.0.300". Write 10.50.0.70 or 10.50.0.64/26.',
      'rules[2].dport is no port, range or list of them, got "70000". Write 443, 80:85 or 80,443.',
      "rules[3].proto must have ports for dport to mean anything. Write tcp or udp.",
      'rules[4].proto is no protocol, got "tpc". Write tcp or udp.',
      'rules[4].proto must have ports for dport to mean anything, got "tpc". Write tcp or udp.',
      'rules[5].macro is not stood in for, got "SSH". Write protocol and ports.',
      'rules[6].type is not stood in for, got "forward". Write in or out.',
      "rules[6].action is missing. Write ACCEPT, DROP or REJECT.",
      "rules[7].type is missing. Write in or out.",
      "rules[7].action is missing. Write ACCEPT, DROP or REJECT.",
      `expected action to be one of ["ACCEPT" "REJECT" "DROP"], got LET. Examine values at 'it.rules[1].action'.`,
      `expected type to be one of ["in" "out" "forward"], got sideways. Examine values at 'it.rules[1].type'.`,
    ]);
  });

  it("refuses a policy that is none", () => {
    expect(
      failuresOf("firewall/optionsLegacy:OptionsLegacy", { nodeName: "pm1", inputPolicy: "deny" }),
    ).toEqual([
      `expected input_policy to be one of ["ACCEPT" "REJECT" "DROP"], got deny. Examine values at 'it.inputPolicy'.`,
    ]);
  });

  it("refuses VLANs that are named twice over or not at all", () => {
    expect(failuresOf(vlan, { nodeName: "pm1", name: "vmbr1.20" })).toEqual([]);
    expect(failuresOf(vlan, { nodeName: "pm1", name: "vmbr1" })).toEqual([
      "name must end in a VLAN tag, got vmbr1. Write vmbr1.20.",
    ]);
    expect(failuresOf(vlan, { nodeName: "pm1", name: "vmbr1.20", vlan: 20 })).toEqual([
      "vlan must not be set beside a name that ends in a VLAN tag. Remove it.",
    ]);
  });

  it("refuses guests that Proxmox or the stand-in cannot make", () => {
    expect(
      failuresOf(vm, {
        nodeName: "pm1",
        vmId: 12,
        networkDevices: [{ bridge: "vmbr1" }, { bridge: "vmbr1" }],
        disks: [{ interface: "ide0" }, { interface: "scsi0" }, { interface: "scsi0" }],
      }),
    ).toEqual([
      "disks[0].interface is no disk interface, got ide0. Write scsi0, sata0 or virtio0.",
      "disks[2].interface is taken by another disk, got scsi0. Number them on.",
      "networkDevices must be exactly one for a guest that is started here, got 2. Give it one interface.",
      "expected vm_id to be in the range (100 - 2147483647), got 12. Examine values at 'it.vmId'.",
    ]);
    const ipConfigs = [{ ipv4: { address: "10.50.0.70", gateway: "10.50.0" } }];
    expect(failuresOf(vm, { nodeName: "pm1", initialization: { ipConfigs } })).toEqual([
      'initialization.ipConfigs[0].ipv4.address must be an address with prefix length, got "10.50.0.70". Write 10.50.0.70/26.',
      'initialization.ipConfigs[0].ipv4.gateway must be an address, got "10.50.0". Write 10.50.0.65.',
    ]);
  });

  it("refuses other sources of snippets", () => {
    const place = { nodeName: "pm1", datastoreId: "local", contentType: "iso" };
    expect(failuresOf("index/fileLegacy:FileLegacy", place)).toEqual([
      "contentType is not stood in for, got iso. Use snippets, or a download for images.",
      "sourceRaw must be the one source. Set sourceRaw and leave sourceFile out.",
    ]);
  });

  it("replaces a guest for its snippet and number, and changes its memory in place", () => {
    const guest = {
      nodeName: "pm1",
      vmId: 120,
      memory: { dedicated: 512 },
      initialization: { userDataFileId: "local:snippets/a.yaml" },
    };
    expect(replacesOf(vm, guest, { ...guest, memory: { dedicated: 1_024 } })).toEqual([]);
    expect(replacesOf(vm, guest, { ...guest, vmId: 121 })).toEqual(["vmId"]);
    const initialization = { userDataFileId: "local:snippets/b.yaml" };
    expect(replacesOf(vm, guest, { ...guest, initialization })).toEqual([
      "initialization.userDataFileId",
    ]);
  });

  it("replaces a VLAN, a snippet and an image whose content changes", () => {
    const file = { nodeName: "pm1", datastoreId: "local" };
    const olds = { ...file, sourceRaw: { fileName: "a.yaml", data: "a" } };
    const news = { ...file, sourceRaw: { fileName: "a.yaml", data: "b" } };
    expect(replacesOf("index/fileLegacy:FileLegacy", olds, news)).toEqual(["sourceRaw.data"]);
    const address = { nodeName: "pm1", name: "vmbr1.20", address: "10.50.0.65/26" };
    expect(replacesOf(vlan, address, { ...address, address: "10.50.0.66/26" })).toEqual([
      "address",
    ]);
    const image = { ...file, contentType: "import", url: "https://a/b", overwrite: true };
    const download = "download/fileLegacy:FileLegacy";
    expect(replacesOf(download, image, { ...image, url: "https://a/c" })).toEqual(["url"]);
    expect(replacesOf(download, image, { ...image, overwrite: false })).toEqual([]);
  });
});
