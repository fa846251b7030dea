import {
  freshName,
  isOwnGuest,
  isOwnName,
  isOwnRecord,
  refuseForeign,
} from "../../../tools/contract/own";

describe("what contract suites may touch", () => {
  it("has names of its own", () => {
    expect(freshName(new Date(1_790_000_000_000))).toBe("moco-contract-mubbs7i8");
    expect(isOwnName(freshName())).toBe(true);
  });

  it.each([
    "pm1-services",
    "moco-contract-",
    "moco-contract",
    "xmoco-contract-a",
    "moco-contract-a/../b",
    "moco-contract-A",
    "moco-contract-a ",
    "moco-contract-a\npm1-services",
    "moco-contract-*",
    "moco-contract--",
    `moco-contract-${"a".repeat(41)}`,
    undefined,
    7,
  ])("leaves %j alone", (name) => {
    expect(isOwnName(name)).toBe(false);
    expect(() => {
      refuseForeign("a tunnel", name, isOwnName(name));
    }).toThrow(
      `contract: a tunnel must be named moco-contract-…, got ${String(name)}. Nothing of that name is ever touched.`,
    );
  });

  it.each([
    ["moco-contract-a.example.test", true],
    ["moco-contract-a.example.test.evil.test", false],
    ["n8n.moco-contract-a.example.test", false],
    ["moco-contract-a.n8n.example.test", false],
    ["moco-contract-a.xexample.test", false],
    ["moco-contract-a", false],
    ["example.test", false],
  ])("takes the record %s for its own: %j", (name, own) => {
    expect(isOwnRecord(name, "example.test")).toBe(own);
  });

  it.each([
    [{ vmid: 8_990, name: "moco-contract-a" }, true],
    [{ vmid: 8_992, name: "moco-contract-a" }, true],
    [{ vmid: 9_990, name: "moco-contract-a-data" }, true],
    [{ vmid: 110, name: "pm1-mgmt" }, false],
    [{ vmid: 8_993, name: "templates" }, false],
    [{ vmid: 110 }, false],
  ])("takes the guest %j for its own: %j", (guest, own) => {
    expect(isOwnGuest(guest)).toBe(own);
  });

  it.each([
    [
      { vmid: 8_991, name: "pm1-mgmt" },
      "contract: guest 8991 (pm1-mgmt) has a number of the contract suite's and another name. Rename, renumber or remove it by hand; nothing was touched.",
    ],
    [
      { vmid: 110, name: "moco-contract-a" },
      "contract: guest 110 (moco-contract-a) has a name of the contract suite's and another number. Rename, renumber or remove it by hand; nothing was touched.",
    ],
  ])("does not decide about the guest %j", (guest, message) => {
    expect(() => isOwnGuest(guest)).toThrow(message);
  });
});
