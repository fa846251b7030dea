import type { Problem } from "../../model/basics/problem";
import type { PublishedFacts } from "./facts/facts";
import type { Values } from "./wire/wire-value";

export type { Values } from "./wire/wire-value";

/** What an operation knows besides the resource's own properties. */
export interface OperationContext<Config> {
  /** What `Plugin.configure` made of the provider's configuration. */
  readonly config: Config;
  readonly urn: string;
  /** Logical name of the resource, the last part of its URN. */
  readonly name: string;
  readonly type: string;
  /** Folder of this sandbox: `.sandbox`, or what MOCO_SANDBOX_STATE names. */
  readonly stateDirectory: string;
  /** Aborted when the user interrupts the run. */
  readonly signal: AbortSignal;
  /** Prints a line under the resource; `status` only shows it while the operation runs. */
  readonly log: (message: string, severity?: "status" | "info" | "warning" | "error") => void;
}

/** What a resource type does; everything that its published facts already say is done by the base. */
export interface ResourceHandler<Config> {
  /** Property that gets `<logical name>-<7 hex digits>` where the program leaves it out. */
  readonly autoname?: string;
  /** Outputs that an update may change: unknown in its preview. */
  readonly changedByUpdate?: readonly string[];
  /** Outputs that carry a secret although the schema does not say so. */
  readonly secretOutputs?: readonly string[];
  /** One secret input makes every output secret: for providers that cannot tell where a value ended up. */
  readonly secretFromInputs?: boolean;
  /** The old one goes before the new one comes: for things with a fixed name, address or port. */
  readonly deleteBeforeReplace?: boolean;
  /** Values that the provider fills in before anything is checked. */
  readonly defaults?: (inputs: Values) => Values;
  /** Faults beyond what the facts say. Unknown values are `undefined` here. */
  readonly check?: (inputs: Values, context: OperationContext<Config>) => readonly Problem[];
  /** Top-level properties, of those that changed, that force a replacement beyond the facts. */
  readonly replacesOn?: (
    changed: readonly string[],
    olds: Values,
    news: Values,
  ) => readonly string[];
  /** Top-level properties that the provider plans to change although no input of theirs did. */
  readonly plansAnew?: (state: Values, inputs: Values) => readonly string[];
  /** Id of what an import names by its path, `accounts/<account>/<id>`. */
  readonly idOf?: (name: string) => string;
  readonly create: (
    inputs: Values,
    context: OperationContext<Config>,
  ) => Promise<{ readonly id: string; readonly outputs?: Values }>;
  /** Present properties, or `undefined` when the thing is gone. Left out: state is believed. */
  readonly read?: (
    id: string,
    state: Values,
    context: OperationContext<Config>,
  ) => Promise<Values | undefined>;
  /** New values of outputs. Left out: the new inputs are recorded and nothing is done. */
  readonly update?: (
    id: string,
    inputs: Values,
    state: Values,
    context: OperationContext<Config>,
  ) => Promise<Values>;
  readonly delete?: (id: string, state: Values, context: OperationContext<Config>) => Promise<void>;
}

/** A data source: arguments in, result out. */
export type FunctionHandler<Config> = (
  inputs: Values,
  context: OperationContext<Config>,
) => Promise<Values>;

/**
 * A provider stand-in. The base checks inputs against the published facts, finds differences and
 * replacements, keeps secrets secret, answers previews and injects faults.
 *
 * @example
 *   servePlugin({
 *     name: "dns",
 *     version: "1.2.3",
 *     facts: parseFacts(factsOfDns),
 *     configure: (config) => ({ zone: String(config["zone"]) }),
 *     types: {
 *       "dns:index/record:Record": {
 *         create: async (inputs, { config }) => ({ id: `${inputs.name}.${config.zone}` }),
 *         delete: async (id) => removeRecord(id),
 *       },
 *     },
 *   });
 */
export interface Plugin<Config> {
  readonly name: string;
  /** The version that the installed SDK asks for. */
  readonly version: string;
  readonly facts: PublishedFacts;
  /** Takes the provider's configuration apart; throws an `Error` with a fix in it. */
  readonly configure: (config: Values) => Config;
  readonly types: Readonly<Record<string, ResourceHandler<Config>>>;
  readonly functions?: Readonly<Record<string, FunctionHandler<Config>>>;
}
