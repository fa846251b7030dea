import type { SchemaKind } from "@moco-sandbox/provider-framework/facts-file";

import { parseFacts } from "../../../sandbox/provider-framework/facts/facts";
import { createOperations } from "../../../sandbox/provider-framework/operations";
import type { Plugin, ResourceHandler, Values } from "../../../sandbox/provider-framework/plugin";

const type = "device:index/settings:Settings";
const urn = `urn:pulumi:test::moco::${type}::settings`;

function operationsOf(schema: SchemaKind, handler: Partial<ResourceHandler<Values>> = {}) {
  const facts = parseFacts({
    types: {
      [type]: {
        schema,
        inputs: {
          account: "string required replaces",
          proxy: "boolean",
          minutes: "number",
          zone: "string replaces",
          port: "number computed",
          mode: "string computed",
          rules: "Rule[]",
          "rules[].name": "string required",
          "rules[].note": "string",
          "rules[].id": "string computed",
          box: "Box",
          "box.size": "number",
        },
        outputs: { serial: "number" },
        defaults: { mode: "include" },
      },
    },
  });
  const plugin: Plugin<Values> = {
    name: "device",
    version: "1.0.0",
    facts,
    configure: (config) => config,
    types: { [type]: { create: () => Promise.resolve({ id: "made" }), ...handler } },
  };
  return createOperations(plugin, {
    config: () => ({}),
    stateDirectory: "/nonexistent",
    signal: new AbortController().signal,
    log: () => undefined,
  });
}

const inputs = { account: "a", proxy: true, rules: [{ name: "one" }] };
const answers = {
  ...inputs,
  minutes: 0,
  zone: "z",
  port: 443,
  mode: "include",
  rules: [{ name: "one", note: "made by us", id: "7" }],
  serial: 1,
};

async function refreshed(schema: SchemaKind, found: Values): Promise<Values> {
  const operations = operationsOf(schema, { read: () => Promise.resolve(found) });
  const { inputs: read, state } = await operations.read(urn, "made", inputs, inputs);
  expect(read["proxy"]).toBe(true);
  expect(Object.keys(read)).toEqual(Object.keys(inputs));
  return state;
}

describe("plans of the Plugin Framework", () => {
  it("are empty right after creation, whatever the API answered", async () => {
    const operations = operationsOf("plugin-framework", {
      create: () => Promise.resolve({ id: "made", outputs: answers }),
    });
    const { state } = await operations.create(urn, inputs, false);
    expect(state).toEqual({
      ...inputs,
      port: 443,
      mode: "include",
      serial: 1,
      rules: answers.rules,
    });
    const given = { ...state, rules: inputs.rules };
    expect(operations.diff(urn, inputs, given, inputs).changes).toEqual([]);
  });

  it("set what came back with a refresh to nothing, where the program leaves it out and nothing computes it", async () => {
    const state = await refreshed("plugin-framework", answers);
    expect(state).toEqual(answers);
    expect(operationsOf("plugin-framework").diff(urn, inputs, state, inputs).changes).toEqual([
      { path: "minutes", kind: "delete", replaces: false },
      { path: "rules[0].note", kind: "delete", replaces: false },
      { path: "zone", kind: "delete", replaces: true },
    ]);
  });

  it("are empty where the program says all that came back", async () => {
    const state = await refreshed("plugin-framework", answers);
    const said = { ...inputs, minutes: 0, zone: "z", rules: [{ name: "one", note: "made by us" }] };
    expect(operationsOf("plugin-framework").diff(urn, said, state, said).changes).toEqual([]);
  });

  it("set what has a default to it", async () => {
    const state = await refreshed("plugin-framework", { ...inputs, mode: "exclude" });
    expect(operationsOf("plugin-framework").diff(urn, inputs, state, inputs).changes).toEqual([
      { path: "mode", kind: "update", replaces: false },
    ]);
  });

  it("keep what is computed when the program says it no more", () => {
    const before = { ...inputs, port: 80 };
    const { diff } = operationsOf("plugin-framework");
    expect(diff(urn, before, { ...before, port: 80 }, inputs).changes).toEqual([]);
    expect(diff(urn, before, before, { ...inputs, port: 81 }).changes).toEqual([
      { path: "port", kind: "update", replaces: false },
    ]);
  });

  it("tell the API that what came back is not wanted", async () => {
    const seen: Values[] = [];
    const operations = operationsOf("plugin-framework", {
      update: (_id, wanted) => {
        seen.push(wanted);
        return Promise.resolve({ ...answers, minutes: 5 });
      },
    });
    const state = await operations.update(urn, "made", inputs, answers, false);
    expect(seen).toEqual([{ ...inputs, minutes: null, zone: null }]);
    expect(state["minutes"]).toBeUndefined();
    expect(state["port"]).toBe(443);
  });
});

describe("plans of SDKv2", () => {
  it("take nothing, zero and defaults for the same, and leave blocks alone", async () => {
    const state = await refreshed("sdk-v2", { ...answers, box: { size: 3 } });
    expect(operationsOf("sdk-v2").diff(urn, inputs, state, inputs).changes).toEqual([
      { path: "rules[0].note", kind: "delete", replaces: false },
      { path: "zone", kind: "delete", replaces: true },
    ]);
  });
});

describe("plans of a provider of Pulumi's own", () => {
  it("look at inputs alone", async () => {
    const state = await refreshed("pulumi", { ...answers, rules: inputs.rules });
    expect(operationsOf("pulumi").diff(urn, inputs, state, inputs).changes).toEqual([]);
  });
});
