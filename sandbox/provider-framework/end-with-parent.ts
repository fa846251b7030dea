/** Ends this process soon after the engine that started it, also when the engine was killed. */
export function endWithParent(): void {
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) process.exit(1);
  }, 2_000).unref();
}
