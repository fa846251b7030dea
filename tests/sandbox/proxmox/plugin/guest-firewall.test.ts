import type { NodeRecord } from "../../../../sandbox/proxmox/machines/node-record";
import * as nodeRecord from "../../../../sandbox/proxmox/machines/node-record";
import { contextOf, handlerOf, type Kind } from "../machines/proxmoxve-handlers";

jest.mock("../../../../sandbox/proxmox/machines/node-record");
jest.mock("../../../../sandbox/proxmox/machines/node-firewall", () => ({
  applyFirewall: jest.fn(),
}));
jest.mock("../../../../sandbox/proxmox/plugin/node-api", () => ({ askNode: jest.fn() }));
jest.mock("../../../../sandbox/proxmox/plugin/present-guest", () => ({ presentGuest: jest.fn() }));

// What the two resources of a guest's firewall do to the node's record, without a node.

const place = { nodeName: "pm1", vmId: 120 };
const rule = { type: "in", action: "ACCEPT", source: "10.50.0.65", proto: "tcp", dport: "22" };
const kept = { ...rule, enabled: true };
const options = { enabled: true, inputPolicy: "DROP", outputPolicy: "ACCEPT" } as const;
let record: NodeRecord;

beforeEach(() => {
  const guest = { vmId: 120, name: "pm1-apps" } as NodeRecord["guests"][string];
  record = { guests: { "120": guest }, files: {}, firewalls: {}, pools: {} };
  jest.mocked(nodeRecord.readRecord).mockImplementation(() => Promise.resolve(record));
  jest.mocked(nodeRecord.changeRecord).mockImplementation(async (_node, change) => {
    record = await change(record);
    return record;
  });
});

const context = (kind: Kind) => contextOf(kind, { insecure: true });
const create = async (kind: Kind, inputs: object) =>
  handlerOf(kind).create({ ...place, ...inputs }, context(kind));
const read = async (kind: Kind, state: object) =>
  handlerOf(kind).read?.("vm/pm1/120", { ...place, ...state }, context(kind));
const remove = async (kind: Kind, state: object) =>
  handlerOf(kind).delete?.("vm/pm1/120", { ...place, ...state }, context(kind));

describe("the firewall of a guest", () => {
  it("is read as it is", async () => {
    await create("rules", { rules: [rule] });
    await create("options", options);
    expect(record.firewalls).toEqual({ "120": { rules: [kept], options } });
    expect(await read("options", { enabled: false })).toEqual({ ...place, ...options });
    expect(await read("rules", { rules: [rule] })).toEqual({ ...place, rules: [rule] });
  });

  it("is believed to be on where the guest is gone, without any rules", async () => {
    record = { ...record, guests: {} };
    expect(await read("options", options)).toEqual({ ...place, ...options });
    expect(await read("rules", { rules: [rule] })).toEqual({ ...place, rules: [] });
  });

  it("is believed to be on where the guest was made again", async () => {
    expect(await read("options", options)).toEqual({ ...place, ...options });
    expect(record.firewalls).toEqual({});
  });

  it("takes no rules where there are some already", async () => {
    await create("rules", { rules: [rule] });
    await expect(create("rules", { rules: [rule] })).rejects.toThrow(
      "proxmoxve: Existing rules detected. Aborting...",
    );
  });

  it("loses its rules with them, keeps its options, and survives the guest's absence", async () => {
    await create("rules", { rules: [rule] });
    await create("options", options);
    await remove("rules", { rules: [rule] });
    await remove("options", options);
    expect(record.firewalls).toEqual({ "120": { rules: [], options } });
    record = { ...record, guests: {}, firewalls: {} };
    await remove("rules", { rules: [rule] });
    expect(record.firewalls).toEqual({});
  });
});
