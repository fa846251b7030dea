import { computedParts } from "../../../sandbox/provider-framework/computed-parts";
import { parseFacts } from "../../../sandbox/provider-framework/facts/facts";

const facts = parseFacts({
  types: {
    vm: {
      schema: "sdk-v2",
      inputs: {
        name: "string computed",
        disks: "Disk[]",
        "disks[].size": "integer",
        "disks[].path": "string computed",
        "disks[].format": "string computed",
        initialization: "Initialization",
        "initialization.dns": "Dns",
        "initialization.dns.domain": "string computed",
        "initialization.dns.kind": "string computed",
        labels: "Label[]",
        "labels[].key": "string required",
      },
      outputs: {},
      defaults: { "initialization.dns.kind": "static" },
    },
  },
});
const properties = facts["vm"]?.inputs ?? {};

describe("computedParts", () => {
  it("takes what the program left out from the same place of the state", () => {
    const inputs = {
      disks: [{ size: 8 }, { size: 4, path: "mine" }],
      initialization: { dns: {} },
      labels: [{ key: "a" }],
    };
    const state = {
      name: "a",
      disks: [{ size: 8, path: "vm-100-disk-0", format: "raw" }],
      initialization: { dns: { domain: "example.org" } },
    };
    expect(computedParts(properties, inputs, state)).toEqual({
      disks: [
        { size: 8, path: "vm-100-disk-0", format: "raw" },
        { size: 4, path: "mine" },
      ],
      initialization: { dns: { domain: "example.org", kind: "static" } },
    });
  });

  it("falls back where there is no state yet, and only where there is something to fill in", () => {
    const inputs = { disks: [{ size: 8 }], initialization: {} };
    expect(computedParts(properties, inputs, {}, "?")).toEqual({
      disks: [{ size: 8, path: "?", format: "?" }],
      initialization: {},
    });
    expect(computedParts(properties, {}, {}, "?")).toEqual({});
  });
});
