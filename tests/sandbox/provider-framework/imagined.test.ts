import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseFacts } from "@moco-sandbox/provider-framework/facts";
import type { Plugin } from "@moco-sandbox/provider-framework/plugin";

import { imagined, imaginedReads } from "../../../sandbox/provider-framework/imagined";

const type = "test:index/guest:Guest";
const real = jest.fn(() => Promise.reject(new Error("a machine was asked for")));

const plugin: Plugin<unknown> = {
  name: "test",
  version: "1.0.0",
  facts: parseFacts({
    types: {
      [type]: {
        schema: "plugin-framework",
        inputs: {
          name: "string",
          size: "integer computed",
          networkDevices: "Device[]",
          disks: "Disk[]",
        },
        outputs: { address: "string", running: "boolean", tags: "string[]", labels: "map<string>" },
      },
    },
  }),
  configure: () => ({}),
  types: { [type]: { create: real, read: real, update: real, delete: real } },
};

const stateDirectory = mkdtempSync(join(tmpdir(), "imagined-test-"));
afterAll(() => {
  rmSync(stateDirectory, { recursive: true });
});

type Context = Parameters<Plugin<unknown>["types"][string]["create"]>[1];
const context = { name: "apps", stateDirectory } as Context;
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
        networkDevices: [
          { macAddress: expect.stringMatching(/^BC:24:11(:[0-9A-F]{2}){3}$/) as string },
        ],
        disks: [{ pathInDatastore: "apps-disk", size: 8 }],
      },
    });
    expect(real).not.toHaveBeenCalled();
  });

  it("believes the state, and changes and removes nothing", async () => {
    await expect(handler?.read?.("id", { name: "apps" }, context)).resolves.toEqual({
      name: "apps",
    });
    await expect(handler?.update?.("id", {}, { name: "apps" }, context)).resolves.toEqual({});
    await expect(handler?.delete?.("id", {}, context)).resolves.toBeUndefined();
    expect(real).not.toHaveBeenCalled();
  });

  it("finds what a test says is there instead", async () => {
    const reads = { apps: { size: 2 }, lost: null };
    writeFileSync(join(stateDirectory, imaginedReads), JSON.stringify(reads));
    const state = { name: "apps", size: 1 };
    await expect(handler?.read?.("id", state, context)).resolves.toEqual({ name: "apps", size: 2 });
    const lost = { ...context, name: "lost" };
    await expect(handler?.read?.("id", state, lost)).resolves.toBeUndefined();
  });
});
