/** One word for a POSIX shell, whatever is in it. */
export function quote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

/** Runs a script as root; its standard input stays that of the command. */
export function asRoot(script: string): string {
  return `sudo /bin/bash -c ${quote(script)}`;
}
