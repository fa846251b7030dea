/** What a rule sees of a resource: inputs before it is made, outputs when the whole stack is known. */
export interface Resource {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: Readonly<Record<string, unknown>>;
  /** Known where the whole stack is judged. */
  readonly parent?: Resource;
}
