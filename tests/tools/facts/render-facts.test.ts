import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import type { UpstreamFile } from "@moco-sandbox/provider-framework/facts-file";

import { renderFacts } from "../../../tools/facts/render-facts";
import { openSdk, type Sdk } from "../../../tools/facts/sdk";

const files = {
  "package.json": '{ "version": "1.2.3" }',
  "types/input.d.ts": `
    export interface RecordTarget { host: pulumi.Input<string>; pool?: pulumi.Input<string>; }
    export declare namespace zone { interface KeyArgs { text: pulumi.Input<string>; } }`,
  "types/output.d.ts": `
    export interface RecordTarget { host: string; pool: string; }
    export declare namespace zone { interface Key { text: string; } }`,
  "types/enums/index.d.ts": 'import * as zone from "./zone";\nexport { zone };',
  "types/enums/zone/index.d.ts":
    'export declare const Kind: { readonly A: "a"; readonly B: "b"; };',
  "record.d.ts": `
    export declare class Record extends pulumi.CustomResource {
      static get(name: string): Record;
      readonly name: pulumi.Output<string>;
      readonly ttl: pulumi.Output<number>;
      readonly note: pulumi.Output<string | undefined>;
      readonly targets: pulumi.Output<outputs.RecordTarget[] | undefined>;
      readonly serial: pulumi.Output<number>;
      readonly token: pulumi.Output<string>;
    }
    export interface RecordArgs {
      name: pulumi.Input<string>;
      ttl?: pulumi.Input<number | undefined>;
      note?: pulumi.Input<string | undefined>;
      targets?: pulumi.Input<pulumi.Input<inputs.RecordTarget>[] | undefined>;
      token?: pulumi.Input<string>;
    }`,
  "record.js": 'const secretOpts = { additionalSecretOutputs: ["token", "serial"] };',
  "zone/key.d.ts": `
    export declare class Key { readonly kind: pulumi.Output<enums.zone.Kind>; }
    export interface KeyArgs {
      key: pulumi.Input<inputs.zone.KeyArgs>;
      kind?: pulumi.Input<enums.zone.Kind>;
      labels?: pulumi.Input<{ [key: string]: pulumi.Input<string>; }>;
      source?: pulumi.Input<pulumi.asset.Asset | pulumi.asset.Archive>;
      value?: pulumi.Input<string | number>;
    }`,
  "zone/key.js": "",
  "provider.d.ts": "export interface ProviderArgs { token?: pulumi.Input<string>; }",
  "provider.js": "",
};

let directory: string;
let sdk: Sdk;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), "render-facts-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  sdk = openSdk(directory);
});

afterAll(() => {
  rmSync(directory, { recursive: true });
});

const upstream = { package: "dns", version: "1.2.3", source: "dns v1" };

function render(types: UpstreamFile["types"], opaque: readonly string[] = []) {
  return renderFacts(sdk, { ...upstream, opaque, types });
}

describe("renderFacts", () => {
  it("joins what the SDK says and what upstream says beyond it", () => {
    const facts = render({
      "dns:index/record:Record": {
        schema: "plugin-framework",
        names: { targets: "target" },
        attributes: {
          name: { replaces: true },
          ttl: { integer: true, default: 300, validators: [{ rule: "atLeast", min: 60 }] },
          "targets[].host": { secret: true },
        },
      },
    });
    expect(facts).toEqual({
      ...upstream,
      types: {
        "dns:index/record:Record": {
          schema: "plugin-framework",
          names: { targets: "target" },
          inputs: {
            name: "string required replaces",
            ttl: "integer computed",
            note: "string",
            targets: "RecordTarget[]",
            "targets[].host": "string required secret",
            "targets[].pool": "string computed",
            token: "string computed secret",
          },
          outputs: { serial: "number secret" },
          defaults: { ttl: 300 },
          validators: { ttl: [{ rule: "atLeast", min: 60 }] },
        },
      },
    });
  });

  it("reads modules, namespaces, values to choose from, maps, files and a provider's own configuration", () => {
    const facts = render({
      "dns:zone:Key": { schema: "pulumi" },
      "pulumi:providers:dns": { schema: "plugin-framework" },
    });
    expect(facts.types).toEqual({
      "dns:zone:Key": {
        schema: "pulumi",
        inputs: {
          key: "Key required",
          "key.text": "string required",
          kind: "enum(a,b) computed",
          labels: "map<string>",
          source: "Asset",
          value: "Any",
        },
        outputs: {},
      },
      "pulumi:providers:dns": {
        schema: "plugin-framework",
        inputs: { token: "string" },
        outputs: {},
      },
    });
  });

  it("leaves out what is inside an opaque input", () => {
    const facts = render({ "dns:index/record:Record": { schema: "pulumi" } }, ["targets"]);
    expect(Object.keys(facts.types["dns:index/record:Record"]?.inputs ?? {})).toEqual([
      "name",
      "ttl",
      "note",
      "targets",
      "token",
    ]);
  });

  it("refuses what upstream has and the SDK has not", () => {
    const attributes = { tll: { replaces: true }, "targets[].hots": { secret: true } };
    expect(() => render({ "dns:index/record:Record": { schema: "sdk-v2", attributes } })).toThrow(
      "facts: dns:index/record:Record has upstream attributes that its SDK does not know, got tll, targets[].hots. Read upstream again, and take them out.",
    );
  });

  it("refuses a type that the SDK has not", () => {
    expect(() => render({ "dns:index/view:View": { schema: "sdk-v2" } })).toThrow(
      `facts: dns:index/view:View is not in ${directory}. Take it out, or correct it.`,
    );
  });
});
