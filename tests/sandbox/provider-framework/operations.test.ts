import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { parseFacts } from "../../../sandbox/provider-framework/facts/facts";
import { createOperations, type Operations } from "../../../sandbox/provider-framework/operations";
import type { Plugin, ResourceHandler, Values } from "../../../sandbox/provider-framework/plugin";
import { unknownValue, wrapSecret } from "../../../sandbox/provider-framework/wire/wire-value";

const type = "dns:index/record:Record";
const urn = `urn:pulumi:test::moco::moco:index:Zone$${type}::www`;

const facts = parseFacts({
  types: {
    [type]: {
      schema: "plugin-framework",
      inputs: {
        name: "string required replaces",
        ttl: "integer",
        weight: "integer computed",
        key: "string secret",
        targets: "Target[]",
        "targets[].host": "string required",
        "targets[].pool": "string replaces",
        tags: "map<string>",
        kind: "enum(A,AAAA)",
      },
      outputs: { serial: "integer", fingerprint: "string secret" },
    },
  },
});

let state: string;

function operationsOf(handler: Partial<ResourceHandler<Values>> = {}): Operations {
  const plugin: Plugin<Values> = {
    name: "dns",
    version: "1.0.0",
    facts,
    configure: (config) => config,
    types: { [type]: { create: () => Promise.resolve({ id: "made" }), ...handler } },
  };
  return createOperations(plugin, {
    config: () => ({}),
    stateDirectory: state,
    signal: new AbortController().signal,
    log: () => undefined,
  });
}

beforeEach(() => {
  state = mkdtempSync(join(tmpdir(), "operations-test-"));
});

afterEach(() => {
  rmSync(state, { recursive: true });
});

describe("check", () => {
  const failuresOf = (inputs: Values): readonly string[] =>
    operationsOf().check(urn, {}, inputs, "").failures;

  it("accepts what the schema accepts, unknown values included", () => {
    const inputs = {
      name: unknownValue,
      ttl: 300,
      targets: [{ host: unknownValue }],
      tags: { a: "b" },
      kind: "A",
    };
    expect(failuresOf(inputs)).toEqual([]);
  });

  it("names every fault at once, with its path and what to do", () => {
    const inputs = {
      tttl: 300,
      ttl: "soon",
      targets: [{ host: "a" }, { pool: 1, hots: "b" }],
      tags: "red",
      kind: "MX",
      zzzzzz: 1,
    };
    expect(failuresOf(inputs)).toEqual([
      "tttl is not a property that the provider knows. Did you mean ttl?",
      "zzzzzz is not a property that the provider knows. Remove it; there are key, kind, name, tags, targets, ttl, weight.",
      "name is missing. Set it to a string.",
      'ttl must be an integer, got "soon". Give an integer.',
      "targets[1].hots is not a property that the provider knows. Did you mean host?",
      "targets[1].host is missing. Set it to a string.",
      'tags must be a map of strings, got "red". Give a map of strings.',
      'kind must be one of A, AAAA, got "MX". Give one of A, AAAA.',
    ]);
  });

  it("never prints a secret", () => {
    expect(failuresOf({ name: "www", key: ["hunter2"], ttl: wrapSecret("hunter2") })).toEqual([
      "ttl must be an integer. Give an integer.",
      "key must be a string. Give a string.",
    ]);
  });

  it("marks inputs that the schema calls secret and keeps marks of the program", () => {
    const inputs = { name: wrapSecret("www"), key: "hunter2", ttl: 1 };
    expect(operationsOf().check(urn, {}, inputs, "").inputs).toEqual({
      name: wrapSecret("www"),
      key: wrapSecret("hunter2"),
      ttl: 1,
    });
  });

  it("asks the handler for more faults, without unknown values", () => {
    const seen: Values[] = [];
    const operations = operationsOf({
      check: (inputs) => {
        seen.push(inputs);
        return [{ path: "ttl", problem: "is too short", got: "1", fix: "Use 60 or more." }];
      },
    });
    const inputs = { name: wrapSecret("www"), ttl: 1, kind: unknownValue };
    expect(operations.check(urn, {}, inputs, "").failures).toEqual([
      "ttl is too short, got 1. Use 60 or more.",
    ]);
    expect(seen).toEqual([{ name: "www", ttl: 1 }]);
  });

  it("names what the program leaves unnamed, and keeps that name", () => {
    const operations = operationsOf({ autoname: "name" });
    expect(operations.check(urn, {}, {}, "seed").inputs).toEqual({
      name: "www-19b2585",
    });
    expect(operations.check(urn, { name: "www-old" }, {}, "seed").inputs).toEqual({
      name: "www-old",
    });
  });

  it("refuses a type that is not stood in for", () => {
    expect(() =>
      operationsOf().check("urn:pulumi:t::p::dns:index/zone:Zone::z", {}, {}, ""),
    ).toThrow(
      "dns: type dns:index/zone:Zone is not stood in for. Use one of dns:index/record:Record.",
    );
  });
});

describe("diff", () => {
  it("finds nothing where only secret marks differ", () => {
    const olds = { name: wrapSecret("www"), targets: [{ host: "a" }] };
    expect(operationsOf().diff(urn, olds, {}, { name: "www", targets: [{ host: "a" }] })).toEqual({
      changes: [],
      deleteBeforeReplace: false,
    });
  });

  it("finds the smallest changed parts and what replaces", () => {
    const olds = { name: "www", ttl: 1, tags: { "a.b": "1" }, targets: [{ host: "a" }] };
    const news = {
      name: "web",
      tags: { "a.b": "2" },
      targets: [{ host: "a" }, { host: "b", pool: "x" }],
    };
    expect(operationsOf().diff(urn, olds, {}, news).changes).toEqual([
      { path: "name", kind: "update", replaces: true },
      { path: 'tags["a.b"]', kind: "update", replaces: false },
      { path: "targets[1].host", kind: "add", replaces: false },
      { path: "targets[1].pool", kind: "add", replaces: true },
      { path: "ttl", kind: "delete", replaces: false },
    ]);
  });

  it("plans what the handler plans anew, beside what differs", () => {
    const operations = operationsOf({
      plansAnew: ({ weight }) => ["ttl", ...(weight ? ["weight"] : [])],
    });
    const changesOf = (state: Values, news: Values) =>
      operations.diff(urn, { name: "www", ttl: 1 }, state, { name: "www", ...news }).changes;
    expect(changesOf({ weight: 7 }, { ttl: 1 })).toEqual([
      { path: "ttl", kind: "update", replaces: false },
      { path: "weight", kind: "update", replaces: false },
    ]);
    expect(changesOf({}, { ttl: 2 })).toEqual([{ path: "ttl", kind: "update", replaces: false }]);
  });

  it("replaces on what the handler adds", () => {
    const operations = operationsOf({ replacesOn: () => ["ttl"], deleteBeforeReplace: true });
    expect(operations.diff(urn, { ttl: 1 }, {}, { ttl: 2 })).toEqual({
      changes: [{ path: "ttl", kind: "update", replaces: true }],
      deleteBeforeReplace: true,
    });
  });
});

describe("read of an import", () => {
  it("finds the id in what the import names", async () => {
    const operations = operationsOf({
      idOf: (name) => name.slice("zone/".length),
      read: (id) => Promise.resolve({ name: id }),
    });
    expect(await operations.read(urn, "zone/www", {}, {})).toEqual({
      id: "www",
      inputs: { name: "www" },
      state: { name: "www" },
    });
  });
});

describe("create", () => {
  it("leaves outputs unknown in a preview, and inputs that the provider fills in", async () => {
    const created = await operationsOf().create(urn, { name: "www" }, true);
    expect(created).toEqual({
      id: "",
      state: {
        name: "www",
        serial: unknownValue,
        weight: unknownValue,
        fingerprint: wrapSecret(unknownValue),
      },
    });
  });

  it("hands plain values to the handler and marks secrets in what it records", async () => {
    const seen: Values[] = [];
    const operations = operationsOf({
      create: (inputs) => {
        seen.push(inputs);
        return Promise.resolve({ id: "7", outputs: { serial: 1, fingerprint: "f" } });
      },
    });
    const inputs = { name: "www", tags: { a: wrapSecret("x"), b: "y" }, key: wrapSecret("k") };
    expect(await operations.create(urn, inputs, false)).toEqual({
      id: "7",
      state: { ...inputs, serial: 1, fingerprint: wrapSecret("f") },
    });
    expect(seen).toEqual([{ name: "www", tags: { a: "x", b: "y" }, key: "k" }]);
  });

  it("makes every output secret where the handler cannot tell them apart", async () => {
    const operations = operationsOf({
      secretFromInputs: true,
      create: () => Promise.resolve({ id: "7", outputs: { serial: 1 } }),
    });
    const { state: recorded } = await operations.create(urn, { key: wrapSecret("k") }, false);
    expect(recorded).toEqual({ key: wrapSecret("k"), serial: wrapSecret(1) });
  });
});

describe("read", () => {
  it("answers with no id where the thing is gone", async () => {
    const operations = operationsOf({ read: () => Promise.resolve(undefined) });
    expect(await operations.read(urn, "7", { name: "www" }, { name: "www" })).toEqual({
      id: "",
      inputs: {},
      state: {},
    });
  });

  it("takes drift of given inputs over, but nothing that the program left out", async () => {
    const operations = operationsOf({
      read: () => Promise.resolve({ name: "www", key: "other", ttl: 5, serial: 2 }),
    });
    const inputs = { name: "www", key: wrapSecret("k") };
    expect(await operations.read(urn, "7", inputs, { ...inputs, serial: 1 })).toEqual({
      id: "7",
      inputs: { name: "www", key: wrapSecret("other") },
      state: { name: "www", key: wrapSecret("other"), ttl: 5, serial: 2 },
    });
  });
});

describe("update", () => {
  it("keeps outputs, except those that an update may change", async () => {
    const operations = operationsOf({
      changedByUpdate: ["serial"],
      update: () => Promise.resolve({ serial: 2 }),
    });
    const olds = { name: "www", ttl: 1, serial: 1, fingerprint: wrapSecret("f") };
    expect(await operations.update(urn, "7", { name: "www" }, olds, true)).toEqual({
      name: "www",
      serial: unknownValue,
      fingerprint: wrapSecret("f"),
    });
    expect(await operations.update(urn, "7", { name: "www" }, olds, false)).toEqual({
      name: "www",
      serial: 2,
      fingerprint: wrapSecret("f"),
    });
  });
});

describe("faults", () => {
  const rule = { provider: "dns", type: "Record", name: "www", operation: "create" };
  const plan = (...rules: readonly unknown[]): void => {
    writeFileSync(join(state, "faults.json"), JSON.stringify(rules));
  };
  const create = (operations: Operations): Promise<unknown> => operations.create(urn, {}, false);

  it("fail an operation as often as they are planned for", async () => {
    plan({ ...rule, fault: { error: "500 from the API" }, times: 1 });
    const operations = operationsOf();
    await expect(create(operations)).rejects.toThrow(
      "dns: create of dns:index/record:Record www failed: 500 from the API",
    );
    await expect(create(operations)).resolves.toEqual({ id: "made", state: {} });
    expect(JSON.parse(readFileSync(join(state, "faults.json"), "utf8"))).toEqual([
      { ...rule, fault: { error: "500 from the API" }, times: 0 },
    ]);
  });

  it("lose the answer of an operation that was carried out", async () => {
    plan({ ...rule, fault: { loseConnection: true } });
    let made = 0;
    const operations = operationsOf({
      create: () => {
        made += 1;
        return Promise.resolve({ id: "made" });
      },
    });
    await expect(create(operations)).rejects.toThrow(
      "dns: create of dns:index/record:Record www lost its connection before the answer came. Find out what was made and import or remove it, then run again.",
    );
    expect(made).toBe(1);
  });

  it("leave other resources and operations alone, and never strike in a preview", async () => {
    plan(
      { ...rule, name: "mail", fault: { error: "no" } },
      { ...rule, operation: "delete", fault: { error: "no" } },
    );
    await expect(create(operationsOf())).resolves.toEqual({ id: "made", state: {} });
    plan({ ...rule, fault: { error: "no" } });
    await expect(operationsOf().create(urn, { name: "www" }, true)).resolves.toMatchObject({
      id: "",
    });
  });
});
