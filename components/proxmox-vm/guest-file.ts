/** A file that is kept up to date on a guest in place; never a secret, for it is shown in previews. */
export interface GuestFile {
  /** Absolute. */
  readonly path: string;
  /** Octal, `0644`; belongs to root. */
  readonly mode: `0${number}`;
  readonly content: string;
}
