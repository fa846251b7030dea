import * as pulumi from "@pulumi/pulumi";

import { acceptHooks } from "./mocked-hooks";
import type { RecordedResource } from "./recorded-resources";

/** What the stack `account` has that pm1 asks for. */
export const deployedPolicies = {
  "login:automation": "policy-automation",
  public: "policy-public",
};

export interface RecordedLocation {
  readonly resources: readonly RecordedResource[];
  /** Name of the provider that a resource was given, by the resource's name. */
  readonly providers: Readonly<Record<string, string>>;
  /** True where the second resource was asked for after the first one was made. */
  readonly waits: (first: string, second: string) => boolean;
}

export interface LocationRecording {
  readonly preview?: boolean;
  /** @default deployedPolicies */
  readonly policyIds?: Readonly<Record<string, string>>;
  /** A resource that takes its time, so that whatever does not wait for it is asked for before. */
  readonly slow?: string;
}

/** Records what a piece of a location's program makes, beside the stack `account`. */
export async function recordLocation(
  program: () => unknown,
  { preview = false, policyIds = deployedPolicies, slow }: LocationRecording = {},
): Promise<RecordedLocation> {
  const resources: RecordedResource[] = [];
  const providers: Record<string, string> = {};
  const events: string[] = [];
  const newResource = async (
    args: pulumi.runtime.MockResourceArgs,
  ): Promise<pulumi.runtime.MockResourceResult> => {
    const { type, name, provider } = args;
    const inputs = args.inputs as Record<string, unknown>;
    resources.push({ type, name, inputs });
    events.push(`asked for ${name}`);
    // `<URN>::<id>`, and a URN ends in the name.
    const given = provider?.split("::").at(-2);
    if (given !== undefined) providers[name] = given;
    if (name === slow) await new Promise((resolve) => setTimeout(resolve, 200));
    events.push(`made ${name}`);
    const computed = preview && type !== stackReference ? {} : answersTo(type, name, policyIds);
    return { id: preview ? undefined : `${name}-id`, state: { ...inputs, ...computed } };
  };
  const call = ({ inputs }: pulumi.runtime.MockCallArgs): Record<string, unknown> =>
    inputs as Record<string, unknown>;
  await pulumi.runtime.setMocks({ newResource, call }, "moco-infra", "pm1", preview, "moco");
  acceptHooks();
  program();
  await pulumi.runtime.disconnect();
  const at = (event: string): number => {
    const index = events.indexOf(event);
    if (index === -1) throw new Error(`nothing ${event}`);
    return index;
  };
  return {
    resources,
    providers,
    waits: (first, second) => at(`made ${first}`) < at(`asked for ${second}`),
  };
}

const stackReference = "pulumi:pulumi:StackReference";

function answersTo(
  type: string,
  name: string,
  policyIds: Readonly<Record<string, string>>,
): Record<string, unknown> {
  if (type === stackReference) return { outputs: { policyIds } };
  if (name.endsWith("-vm")) return { networkDevices: [{ macAddress: `MAC of ${name}` }] };
  return name.endsWith("-data") ? { disks: [{ pathInDatastore: `disk of ${name}` }] } : {};
}
