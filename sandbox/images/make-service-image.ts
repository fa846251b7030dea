import { throwIfInterrupted } from "@moco-sandbox/world/interruption";
import type { Report } from "@moco-sandbox/world/report";

/** An image of a service on this machine's Docker engine. */
export interface ServiceImage {
  readonly image: string;
  readonly kind: "pulled" | "built from packages" | "stand-in";
}

/** How an image can be had, the best first; each gives its name on this machine's Docker engine. */
export interface Ways {
  /** Left out where registries are out of reach. */
  readonly pull?: () => Promise<string>;
  /** Left out where there is no recipe. */
  readonly build?: () => Promise<string>;
  /** Left out where nothing can take the image's place. */
  readonly standIn?: (reason: string) => Promise<string>;
}

export interface Listener {
  /** Where the work stands; the next line may hide it. */
  readonly report: Report;
  /** What must not be missed. */
  readonly warn: (text: string) => void;
  /** A stand-in would make tests look passed that never met the service: there, a failed build stays a failure. */
  readonly isCi: boolean;
}

/** The first way that works, and what it was. */
export async function makeServiceImage(
  name: string,
  { pull, build, standIn }: Ways,
  { report, warn, isCi }: Listener,
): Promise<ServiceImage> {
  let problem = "registries are out of reach.";
  if (pull !== undefined) {
    try {
      report("pulling");
      return { image: await pull(), kind: "pulled" };
    } catch (error) {
      throwIfInterrupted();
      problem = wordsOf(error);
      if (build !== undefined) warn(`image ${name}: not pulled, so it is built here. ${problem}`);
    }
  }
  if (build === undefined) {
    if (standIn === undefined) {
      throw new Error(
        `image ${name}: others connect to it, so nothing stands in for it, and no recipe builds it. Write one in sandbox/images/recipes.ts. It was not pulled: ${problem}`,
      );
    }
    report("no recipe builds it: a stand-in");
    return { image: await standIn("no recipe builds its image."), kind: "stand-in" };
  }
  try {
    report("building unless it is there");
    return { image: await build(), kind: "built from packages" };
  } catch (error) {
    throwIfInterrupted();
    if (standIn === undefined) throw error;
    if (isCi) throw new Error(`${wordsOf(error)}\nWith CI=true no stand-in takes its place.`);
    warn(`image ${name}: A STAND-IN takes its place, for its build failed. ${wordsOf(error)}`);
    // The first line says what failed and where the rest is.
    return { image: await standIn(wordsOf(error).split("\n")[0] ?? ""), kind: "stand-in" };
  }
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
