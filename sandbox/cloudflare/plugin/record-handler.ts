import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";

import type { EdgeApi, EdgeObject } from "../edge/edge-api";
import type { CloudflareConfig } from "./cloudflare-config";

/** What is particular about one kind of object. */
export interface RecordKind {
  /** Inputs that Cloudflare fills in. */
  readonly computed?: readonly string[];
  readonly changedByUpdate?: readonly string[];
  /**
   * Inputs that Cloudflare answers whoever set them and the provider does not compute: once a refresh
   * has met them, those that the program leaves out are planned to null.
   */
  readonly optional?: readonly string[];
  /** Properties that the provider plans anew each time where the program leaves them out. */
  readonly plannedAnew?: readonly string[];
  /** Deleting it does nothing, as with the real provider: a setting stays until something else sets it. */
  readonly stays?: boolean;
  /** Puts secrets that the API never shows again back into what was read. */
  readonly restoreSecrets?: (found: Values, state: Values) => Values;
}

/** Keeps resources of one kind as objects of the edge's record. */
export function createRecordHandler(
  kind: string,
  particular: RecordKind,
  connect: (config: CloudflareConfig) => EdgeApi,
): ResourceHandler<CloudflareConfig> {
  const { computed, changedByUpdate, optional = [], plannedAnew = [] } = particular;
  const { stays = false, restoreSecrets } = particular;
  const toNull = (state: Values, inputs: Values): readonly string[] =>
    optional.filter((name) => hasValue(state[name]) && !hasValue(inputs[name]));
  /** What the program gave stays as it wrote it, although the API may write it differently. */
  const outputsOf = ({ properties, secrets }: EdgeObject, inputs: Values): Values => {
    const added = Object.entries(properties).filter(
      ([name]) => inputs[name] === undefined && !optional.includes(name),
    );
    return { ...Object.fromEntries(added), ...secrets };
  };
  return {
    ...(computed === undefined ? {} : { computed }),
    ...(changedByUpdate === undefined ? {} : { changedByUpdate }),
    plansAnew: (state, inputs) => [
      ...toNull(state, inputs),
      ...plannedAnew.filter((name) => !hasValue(inputs[name])),
    ],
    idOf: (name) => name.split("/").at(-1) ?? name,
    create: async (inputs, { config }) => {
      const object = await connect(config).create(kind, inputs);
      return { id: object.id, outputs: outputsOf(object, inputs) };
    },
    update: async (id, inputs, state, { config }) => {
      const nulls = Object.fromEntries(toNull(state, inputs).map((name) => [name, null]));
      return outputsOf(await connect(config).update(kind, id, { ...inputs, ...nulls }), inputs);
    },
    read: async (id, state, { config }) => {
      const found = await connect(config).read(kind, id);
      if (found === undefined) return undefined;
      return restoreSecrets?.(found.properties, state) ?? found.properties;
    },
    delete: async (id, _state, { config }) => {
      if (!stays) await connect(config).remove(kind, id);
    },
  };
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null;
}
