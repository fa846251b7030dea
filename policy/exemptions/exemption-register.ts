import type { Problem } from "../../model/basics/problem";
import { shownValue } from "../../model/basics/shown-value";
import type { Resource } from "../facts/resource";
import { type Exemption, isFor, stackOf } from "./exemption";
import { daysUntil, type ExemptionsFile } from "./parse-exemptions";

/** A violation that was let through. */
export interface ExemptionUse {
  readonly exemption: Exemption;
  readonly resource: Pick<Resource, "urn" | "name">;
  readonly message: string;
}

/** The exemptions of one run: which hold, and which were needed. */
export class ExemptionRegister {
  /** By message, because an update judges again what its preview has judged. */
  readonly #uses = new Map<string, ExemptionUse>();

  readonly #file: ExemptionsFile;
  readonly #now: Date;

  constructor(file: ExemptionsFile, now: Date) {
    this.#file = file;
    this.#now = now;
  }

  /** True where an exemption that has not expired covers this violation; remembers its use. */
  use(rule: string, resource: ExemptionUse["resource"], message: string): boolean {
    const exemption = this.#file.exemptions.find(
      (entry) => isFor(entry, rule, resource) && !this.#isExpired(entry),
    );
    if (exemption === undefined) return false;
    this.#uses.set(`${rule} ${resource.urn} ${message}`, { exemption, resource, message });
    return true;
  }

  /** What was let through so far. */
  uses(): readonly ExemptionUse[] {
    return [...this.#uses.values()];
  }

  /** What is wrong with the file, for this stack, before anything is judged. */
  checkFile(stackUrn: string): readonly Problem[] {
    return [
      ...this.#file.problems,
      ...this.#file.exemptions
        .filter((entry) => entry.stack === stackOf(stackUrn) && this.#isExpired(entry))
        .map((entry) => ({
          path: describe(entry),
          problem: "has expired",
          got: shownValue(entry.expires),
          fix: `Mend the resource and remove the entry, or ask ${entry.owner} for a new decision.`,
        })),
    ];
  }

  /** Exemptions of this stack that no violation needed; to be asked after all rules. */
  checkUse(stackUrn: string): readonly Problem[] {
    const used = new Set(this.uses().map(({ exemption }) => exemption));
    return this.#file.exemptions
      .filter(
        (entry) => entry.stack === stackOf(stackUrn) && !this.#isExpired(entry) && !used.has(entry),
      )
      .map((entry) => ({
        path: describe(entry),
        problem: "is not needed: nothing breaks its rule",
        fix: "Remove the entry from policy/exemptions.yaml.",
      }));
  }

  #isExpired(entry: Exemption): boolean {
    return daysUntil(entry.expires, this.#now) < 0;
  }
}

function describe({ rule, resource }: Exemption): string {
  return `exemption of ${resource} from ${rule}`;
}
