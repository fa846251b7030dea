import { parseFacts } from "../../../sandbox/provider-framework/facts/facts";
import { refreshedInputs } from "../../../sandbox/provider-framework/refreshed-inputs";
import { wrapSecret } from "../../../sandbox/provider-framework/wire/wire-value";

const type = "vm:index/vm:Vm";
const facts = parseFacts({
  types: {
    [type]: {
      schema: "sdk-v2",
      inputs: {
        name: "string",
        description: "string",
        memory: "Memory",
        "memory.dedicated": "integer",
        "memory.floating": "integer",
        disks: "Disk[]",
        "disks[].interface": "string required",
        "disks[].path": "string",
        "disks[].size": "integer",
        labels: "map<string>",
        source: "Source",
        "source.data": "string",
      },
      outputs: { serial: "integer" },
    },
  },
});

const inputs = {
  name: "a",
  memory: { dedicated: 512 },
  disks: [{ interface: "scsi0", size: 8 }],
  labels: { a: "1" },
};

function after(found: Readonly<Record<string, unknown>>): unknown {
  return refreshedInputs(facts[type]?.inputs ?? {}, inputs, found);
}

describe("refreshedInputs", () => {
  it("leaves out what the provider filled in, at any depth", () => {
    expect(
      after({
        ...inputs,
        description: "",
        memory: { dedicated: 512, floating: 0 },
        disks: [{ interface: "scsi0", size: 8, path: "vm-100-disk-0" }],
        serial: 1,
      }),
    ).toEqual(inputs);
  });

  it("takes drift of what the program gave over", () => {
    expect(
      after({
        ...inputs,
        memory: { dedicated: 1_024, floating: 0 },
        disks: [{ interface: "scsi0", size: 16, path: "vm-100-disk-0" }],
      }),
    ).toEqual({
      ...inputs,
      memory: { dedicated: 1_024 },
      disks: [{ interface: "scsi0", size: 16 }],
    });
  });

  it("shows what was added to a list or a map, and what was taken from them", () => {
    const disk = { interface: "scsi1", size: 4 };
    const more = { disks: [...inputs.disks, disk], labels: { a: "1", b: "2" } };
    expect(after({ ...inputs, ...more })).toEqual({ ...inputs, ...more });
    expect(after({ ...inputs, disks: [], labels: {} })).toEqual({
      ...inputs,
      disks: [],
      labels: {},
    });
  });

  it("keeps the marks of secrets", () => {
    const secret = { source: { data: wrapSecret("x") } };
    expect(refreshedInputs(facts[type]?.inputs ?? {}, secret, { source: { data: "y" } })).toEqual({
      source: { data: wrapSecret("y") },
    });
  });
});
