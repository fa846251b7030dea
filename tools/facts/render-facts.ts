import type {
  FactsFile,
  TypeFacts,
  UpstreamFile,
  UpstreamType,
} from "@moco-sandbox/provider-framework/facts-file";

import type { Sdk } from "./sdk";
import { sdkInputs, sdkOutputs, type SdkProperty } from "./sdk-properties";

/** Facts of a provider: what its SDK says, and what upstream says beyond that; throws where they do not fit. */
export function renderFacts(sdk: Sdk, upstream: UpstreamFile): FactsFile {
  const { source, opaque = [], types } = upstream;
  return {
    package: upstream.package,
    version: sdk.version,
    source,
    types: Object.fromEntries(
      Object.entries(types).map(([token, type]) => {
        const resource = sdk.resource(token);
        const inputs = sdkInputs(resource, sdk, opaque);
        return [token, renderType(token, inputs, sdkOutputs(resource, sdk), type)];
      }),
    ),
  };
}

function renderType(
  token: string,
  inputs: readonly SdkProperty[],
  outputs: readonly SdkProperty[],
  { schema, names = {}, attributes = {} }: UpstreamType,
): TypeFacts {
  const strangers = Object.keys(attributes).filter(
    (path) => !inputs.some((input) => input.path === path),
  );
  if (strangers.length > 0) {
    throw new Error(
      `facts: ${token} has upstream attributes that its SDK does not know, got ${strangers.join(", ")}. Read upstream again, and take them out.`,
    );
  }
  const pick = <Fact extends "default" | "validators">(fact: Fact) =>
    Object.fromEntries(
      Object.entries(attributes)
        .filter(([, attribute]) => attribute[fact] !== undefined)
        .map(([path, attribute]) => [path, attribute[fact]]),
    ) as Record<string, NonNullable<(typeof attributes)[string][Fact]>>;
  const [defaults, validators] = [pick("default"), pick("validators")];
  return {
    schema,
    ...(isEmpty(names) ? {} : { names }),
    inputs: renderLines(inputs, attributes),
    outputs: renderLines(outputs, {}),
    ...(isEmpty(defaults) ? {} : { defaults }),
    ...(isEmpty(validators) ? {} : { validators }),
  };
}

function renderLines(
  properties: readonly SdkProperty[],
  attributes: NonNullable<UpstreamType["attributes"]>,
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    properties.map(({ path, type, required, computed, secret }) => {
      const attribute = attributes[path];
      const words = [
        attribute?.integer === true ? type.replace("number", "integer") : type,
        required ? "required" : "",
        computed ? "computed" : "",
        attribute?.replaces === true ? "replaces" : "",
        secret || attribute?.secret === true ? "secret" : "",
      ];
      return [path, words.filter((word) => word !== "").join(" ")];
    }),
  );
}

function isEmpty(record: object): boolean {
  return Object.keys(record).length === 0;
}
