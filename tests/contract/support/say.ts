/** One line of progress, at once: Jest keeps what tests print until their file is done. */
export function say(suite: string): (line: string) => void {
  return (line) => {
    process.stderr.write(`contract, ${suite}: ${line}\n`);
  };
}
