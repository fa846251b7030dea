/** One way to do something; prepared each time before the clock starts. */
export interface Contender {
  readonly name: string;
  readonly prepare?: () => Promise<void>;
  readonly run: () => Promise<unknown>;
}

/** Milliseconds of every round, by name. */
export type Timings = Readonly<Record<string, readonly number[]>>;

/**
 * Runs all contenders in turn, A B C A B C, so that what else the machine does hits them alike; ends
 * early, after a whole round, when the time is up.
 */
export async function measure(
  contenders: readonly Contender[],
  { rounds, until }: { readonly rounds: number; readonly until: number },
): Promise<Timings> {
  const timings: Record<string, number[]> = {};
  for (let round = 0; round < rounds && (round === 0 || Date.now() < until); round += 1) {
    for (const { name, prepare, run } of contenders) {
      await prepare?.();
      const start = performance.now();
      await run();
      (timings[name] ??= []).push(performance.now() - start);
    }
  }
  return timings;
}

/** The middle one; of an even count the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
}
