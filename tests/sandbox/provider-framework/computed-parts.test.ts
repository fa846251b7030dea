import { computedParts } from "../../../sandbox/provider-framework/computed-parts";

const paths = ["name", "disks[].path", "disks[].format", "initialization.dns.domain"];

describe("computedParts", () => {
  it("takes what the program left out from the same place of the state", () => {
    const inputs = { disks: [{ size: 8 }, { size: 4, path: "mine" }], initialization: { dns: {} } };
    const state = {
      name: "a",
      disks: [{ size: 8, path: "vm-100-disk-0", format: "raw" }],
      initialization: { dns: { domain: "example.org" } },
    };
    expect(computedParts(paths, inputs, state)).toEqual({
      disks: [
        { size: 8, path: "vm-100-disk-0", format: "raw" },
        { size: 4, path: "mine" },
      ],
      initialization: { dns: { domain: "example.org" } },
    });
  });

  it("falls back where there is no state yet, and only where there is something to fill in", () => {
    expect(computedParts(paths, { disks: [{ size: 8 }], initialization: {} }, {}, "?")).toEqual({
      disks: [{ size: 8, path: "?", format: "?" }],
      initialization: {},
    });
    expect(computedParts(paths, {}, {}, "?")).toEqual({});
  });
});
