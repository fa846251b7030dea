/** A file that is kept up to date on a guest in place; never a secret, for it is shown in previews. */
export interface GuestFile {
  /** Absolute. */
  readonly path: string;
  /** Octal, `0644`; belongs to root. */
  readonly mode: `0${number}`;
  readonly content: string;
  /** Command that gets the new file's path appended and refuses it by failing: `visudo -cf`. */
  readonly check?: string;
  /** Shell command that makes a changed file count: `systemctl reload ssh`. */
  readonly onChange?: string;
}
