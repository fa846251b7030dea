import * as pulumi from "@pulumi/pulumi";

import { acceptHooks } from "./mocked-hooks";

/** One resource as the engine would be asked for it. */
export interface RecordedResource {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

const secretMark = "4dabf18193072939515e22adb298388d";

/**
 * Runs a piece of a Pulumi program against mocks and returns what it registered, in no set order.
 * `computed` gives what a provider would return; in a preview nothing is returned, and what depends
 * on it stays unknown.
 */
export async function recordResources(
  program: () => unknown,
  options: {
    readonly preview?: boolean;
    readonly computed?: (args: pulumi.runtime.MockResourceArgs) => Record<string, unknown>;
  } = {},
): Promise<readonly RecordedResource[]> {
  const recorded: RecordedResource[] = [];
  const preview = options.preview ?? false;
  await pulumi.runtime.setMocks(
    {
      newResource: (args) => {
        const inputs = args.inputs as Record<string, unknown>;
        recorded.push({ type: args.type, name: args.name, inputs });
        const computed = preview ? {} : (options.computed?.(args) ?? {});
        return { id: preview ? undefined : `${args.name}-id`, state: { ...inputs, ...computed } };
      },
      call: ({ inputs }) => inputs as Record<string, unknown>,
    },
    "moco-infra",
    "test",
    preview,
  );
  acceptHooks();
  program();
  await pulumi.runtime.disconnect();
  return recorded;
}

/** The one resource of this type and name; its inputs with secrets laid open. */
export function inputsOf(
  resources: readonly RecordedResource[],
  type: string,
  name: string,
): Readonly<Record<string, unknown>> {
  const found = resources.filter((resource) => resource.type === type && resource.name === name);
  if (found.length !== 1) {
    throw new Error(`${String(found.length)} resources ${type} ${name}, expected 1`);
  }
  return revealed(found[0]?.inputs) as Readonly<Record<string, unknown>>;
}

/** Names of the inputs that are marked secret, of the one resource of this type and name. */
export function secretInputsOf(
  resources: readonly RecordedResource[],
  type: string,
  name: string,
): readonly string[] {
  const found = resources.find((resource) => resource.type === type && resource.name === name);
  return Object.entries(found?.inputs ?? {})
    .filter(([, value]) => isSecret(value))
    .map(([key]) => key)
    .sort();
}

function isSecret(value: unknown): value is { readonly value: unknown } {
  return typeof value === "object" && value !== null && secretMark in value;
}

function revealed(value: unknown): unknown {
  if (isSecret(value)) return revealed(value.value);
  if (Array.isArray(value)) return value.map(revealed);
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, revealed(inner)]));
  }
  return value;
}
