/** A secret of a service, by name; its value comes from `npm run secrets` and is never written here. */
export interface SecretSpec {
  /** Characters of the generated value; @default 40 */
  readonly length?: number;
  /** What happens to the service when it is changed, for the person who rotates it. */
  readonly onRotation: string;
}
