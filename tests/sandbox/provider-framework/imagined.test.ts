import { parseFacts } from "@moco-sandbox/provider-framework/facts";
import type { Plugin } from "@moco-sandbox/provider-framework/plugin";

import { imagined } from "../../../sandbox/provider-framework/imagined";

const type = "test:index/guest:Guest";
const real = jest.fn(() => Promise.reject(new Error("a machine was asked for")));

const plugin: Plugin<unknown> = {
  name: "test",
  version: "1.0.0",
  facts: parseFacts({
    source: "this test",
    types: {
      [type]: {
        inputs: { name: "string", size: "integer", networkDevices: "Device[]", disks: "Disk[]" },
        outputs: { address: "string", running: "boolean", tags: "string[]", labels: "map<string>" },
      },
    },
  }),
  configure: () => ({}),
  types: { [type]: { computed: ["size"], create: real, read: real, update: real, delete: real } },
};

const context = { name: "apps" } as Parameters<Plugin<unknown>["types"][string]["create"]>[1];
const handler = imagined(plugin).types[type];

describe("imagined", () => {
  it("makes up what a provider would compute, and asks nobody", async () => {
    await expect(
      handler?.create({ name: "apps", disks: [{ size: 8 }], networkDevices: [{}] }, context),
    ).resolves.toEqual({
      id: "apps-id",
      outputs: {
        size: 1,
        address: "apps-address",
        running: true,
        tags: [],
        labels: {},
        networkDevices: [{ macAddress: "BC:24:11:00:00:01" }],
        disks: [{ pathInDatastore: "apps-disk", size: 8 }],
      },
    });
    expect(real).not.toHaveBeenCalled();
  });

  it("believes the state, and changes and removes nothing", async () => {
    await expect(handler?.read?.("id", { name: "apps" }, context)).resolves.toEqual({
      name: "apps",
    });
    await expect(handler?.update?.("id", {}, { name: "apps" }, context)).resolves.toEqual({
      name: "apps",
    });
    await expect(handler?.delete?.("id", {}, context)).resolves.toBeUndefined();
    expect(real).not.toHaveBeenCalled();
  });
});
