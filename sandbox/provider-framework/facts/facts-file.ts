import type { AnyValidator } from "./validator";

/** What a provider's resource is written with, which decides how it refuses and compares. */
export type SchemaKind = "plugin-framework" | "sdk-v2" | "pulumi";

/** The form of a facts file. `npm run facts` writes it from the installed SDK and the upstream file beside it. */
export interface FactsFile {
  /** The SDK's package, and its version that package.json pins. */
  readonly package: string;
  readonly version: string;
  /** Repository and version that everything was read from which an SDK does not say. */
  readonly source: string;
  /** By type token; a provider's own configuration is `pulumi:providers:<name>`. */
  readonly types: Readonly<Record<string, TypeFacts>>;
}

/** Facts of one type. Paths are Pulumi's: `disks[].size`. */
export interface TypeFacts {
  readonly schema: SchemaKind;
  /** Upstream's names of properties, where they are not the same in snake_case. */
  readonly names?: Readonly<Record<string, string>>;
  /** Property path to `<type> [required] [computed] [replaces] [secret]`. */
  readonly inputs: Readonly<Record<string, string>>;
  /** The same for what only an existing resource has. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly defaults?: Readonly<Record<string, unknown>>;
  readonly validators?: Readonly<Record<string, readonly AnyValidator[]>>;
}

/** The form of an upstream file: what is read by hand, for an SDK does not say it. */
export interface UpstreamFile {
  readonly package: string;
  /** The pinned version that upstream was last compared with. */
  readonly version: string;
  readonly source: string;
  /** Inputs whose inside is not listed, because nothing here looks into them. */
  readonly opaque?: readonly string[];
  readonly types: Readonly<Record<string, UpstreamType>>;
}

/** What upstream says of one type beyond its SDK. */
export interface UpstreamType {
  readonly schema: SchemaKind;
  readonly names?: Readonly<Record<string, string>>;
  readonly attributes?: Readonly<Record<string, UpstreamAttribute>>;
}

/** What upstream says of one input beyond its SDK. */
export interface UpstreamAttribute {
  /** A change of it makes a new resource. */
  readonly replaces?: boolean;
  readonly secret?: boolean;
  /** SDKs call every number the same. */
  readonly integer?: boolean;
  /** What the provider plans where the program leaves it out. */
  readonly default?: unknown;
  readonly validators?: readonly AnyValidator[];
}
