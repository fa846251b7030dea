/** A Pulumi CLI that works, and where it comes from. */
export interface Engine {
  readonly pulumi: string;
  readonly version: string;
  readonly origin: "found on PATH" | "installed" | "built from its Go module";
  /** True where the official Node.js language host lies beside the CLI. */
  readonly hasLanguageHost: boolean;
}
