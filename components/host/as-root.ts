import { shellWord } from "../../model/basics/shell-word";

/** Runs a script as root; its standard input stays that of the command. */
export function asRoot(script: string): string {
  return `sudo /bin/bash -c ${shellWord(script)}`;
}
