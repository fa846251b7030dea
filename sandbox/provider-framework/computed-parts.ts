import type { Values } from "./plugin";
import { isRecord } from "./wire-value";

/**
 * What a provider fills in below the top: the plain values of the properties that have such parts, each
 * part that the program left out taken from the same place of the state, else the fallback.
 *
 * @example
 *   computedParts(["disks[].path"], { disks: [{ size: 8 }] }, { disks: [{ path: "vm-100-disk-0" }] })
 *   // { disks: [{ size: 8, path: "vm-100-disk-0" }] }
 */
export function computedParts(
  paths: readonly string[],
  inputs: Values,
  state: Values,
  fallback?: unknown,
): Values {
  const filled: Record<string, unknown> = {};
  for (const path of paths.filter((each) => each.includes("."))) {
    const [name = "", ...keys] = path.replaceAll("[]", "").split(".");
    if (inputs[name] === undefined) continue;
    filled[name] = fill(filled[name] ?? inputs[name], keys, state[name], fallback);
  }
  return filled;
}

function fill(value: unknown, keys: readonly string[], state: unknown, fallback: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((element: unknown, index) =>
      fill(element, keys, Array.isArray(state) ? state[index] : undefined, fallback),
    );
  }
  const [name, ...rest] = keys;
  if (!isRecord(value) || name === undefined) return value;
  const known = isRecord(state) ? state[name] : undefined;
  if (rest.length > 0) {
    return value[name] === undefined
      ? value
      : { ...value, [name]: fill(value[name], rest, known, fallback) };
  }
  const part = value[name] ?? known ?? fallback;
  return part === undefined ? value : { ...value, [name]: part };
}
