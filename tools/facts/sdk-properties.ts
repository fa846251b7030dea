import type { Sdk, SdkResource } from "./sdk";
import type { SdkMember } from "./sdk-members";
import { renderSdkType } from "./sdk-type";

/** What an SDK says about one property. */
export interface SdkProperty {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  /** May be left out, and has a value all the same once the resource is there. */
  readonly computed: boolean;
  readonly secret: boolean;
}

type Members = ReadonlyMap<string, SdkMember>;

/** Inputs of a resource with what is inside them, apart from the insides of those named opaque. */
export function sdkInputs(
  { inputs, outputs, secrets }: SdkResource,
  sdk: Sdk,
  opaque: readonly string[],
): readonly SdkProperty[] {
  return readMembers("", inputs, outputs, sdk, opaque).map((property) => ({
    ...property,
    secret: secrets.includes(property.path),
  }));
}

/** Properties that only an existing resource has. */
export function sdkOutputs(
  { inputs, outputs, secrets }: SdkResource,
  sdk: Sdk,
): readonly SdkProperty[] {
  return [...outputs]
    .filter(([name]) => !inputs.has(name))
    .map(([name, { type }]) => ({
      path: name,
      type: renderSdkType(type, sdk).text,
      required: false,
      computed: false,
      secret: secrets.includes(name),
    }));
}

function readMembers(
  prefix: string,
  inputs: Members,
  outputs: Members | undefined,
  sdk: Sdk,
  opaque: readonly string[],
): readonly SdkProperty[] {
  return [...inputs].flatMap(([name, input]): readonly SdkProperty[] => {
    const output = outputs?.get(name);
    const type = renderSdkType(input.type, sdk);
    const path = prefix + name;
    const property = {
      path,
      type: type.text,
      required: !input.optional,
      computed: input.optional && output?.optional === false,
      secret: false,
    };
    const inside = type.object === undefined ? undefined : sdk.members.get(type.object);
    if (inside === undefined || opaque.includes(name)) return [property];
    const made = renderSdkType(output?.type, sdk).object;
    return [
      property,
      ...readMembers(
        `${path}${"[]".repeat(type.text.split("[]").length - 1)}.`,
        inside,
        made === undefined ? undefined : sdk.members.get(made),
        sdk,
        opaque,
      ),
    ];
  });
}
