import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";

import type { EdgeApi, EdgeObject } from "../edge/edge-api";
import type { CloudflareConfig } from "./cloudflare-config";

/** What is particular about one kind of object. */
export interface RecordKind {
  readonly changedByUpdate?: readonly string[];
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
  { changedByUpdate, plannedAnew = [], stays = false, restoreSecrets }: RecordKind,
  connect: (config: CloudflareConfig) => EdgeApi,
): ResourceHandler<CloudflareConfig> {
  return {
    ...(changedByUpdate === undefined ? {} : { changedByUpdate }),
    plansAnew: (_state, inputs) => plannedAnew.filter((name) => !hasValue(inputs[name])),
    idOf: (name) => name.split("/").at(-1) ?? name,
    create: async (inputs, { config }) => {
      const object = await connect(config).create(kind, inputs);
      return { id: object.id, outputs: outputsOf(object, inputs) };
    },
    update: async (id, inputs, _state, { config }) =>
      outputsOf(await connect(config).update(kind, id, inputs), inputs),
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

/** What the program gave stays as it wrote it, although the API may write it differently. */
function outputsOf({ properties, secrets }: EdgeObject, inputs: Values): Values {
  const added = Object.entries(properties).filter(([name]) => inputs[name] === undefined);
  return { ...Object.fromEntries(added), ...secrets };
}

function hasValue(value: unknown): boolean {
  return value !== undefined && value !== null;
}
