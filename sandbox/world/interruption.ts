let interrupted = false;

/** What a phase is refused with after Ctrl-C. */
export class Interrupted extends Error {
  constructor() {
    super("Interrupted. The same command goes on from here; what is finished is not done again.");
  }
}

/**
 * Ctrl-C reaches every program that we have started, too: the engine needs a moment to write down what it
 * has made. So the first one waits for that and starts nothing more; the second one ends us at once.
 */
export function stopGracefully(): void {
  for (const [signal, code] of [
    ["SIGINT", 130],
    ["SIGTERM", 143],
  ] as const) {
    process.on(signal, () => {
      if (interrupted) process.exit(code);
      interrupted = true;
      console.error("\nStopping as soon as what runs has been written down. Again: at once.");
    });
  }
}

/** Throws once a signal has arrived. */
export function throwIfInterrupted(): void {
  if (interrupted) throw new Interrupted();
}
