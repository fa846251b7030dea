import { dataGuestOffset } from "../../model/location/location-plan";
import { UserError } from "../../model/basics/user-error";

/*
 * What the contract suites may make, change and remove on a real account or node. Everything else there is
 * somebody else's: whatever is about to be removed is asked here first.
 */

/** Begins every name of theirs, on accounts and on nodes. */
export const ownPrefix = "moco-contract-";

/** Numbers of their guests, first and last; each guest's data guest has a number of its own above. */
export const ownVmIds = { first: 8_990, last: 8_992 } as const;

const ownName = /^moco-contract-[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?$/;

/** A name for something new: `moco-contract-mhq2k1x0`, sorted by time. */
export function freshName(now: Date = new Date()): string {
  return `${ownPrefix}${now.getTime().toString(36)}`;
}

/** True for the whole name of something that a contract suite has made. */
export function isOwnName(name: unknown): boolean {
  return typeof name === "string" && ownName.test(name);
}

/** True for a record of theirs: one label of their form, directly below the zone that was named. */
export function isOwnRecord(name: unknown, zone: string): boolean {
  const end = `.${zone}`;
  return typeof name === "string" && name.endsWith(end) && isOwnName(name.slice(0, -end.length));
}

/** A guest as Proxmox lists it. */
export interface ListedGuest {
  readonly vmid: number;
  readonly name?: string;
}

/**
 * True for a guest of theirs: number and name both. One without the other is refused, because then nobody
 * can say whose it is.
 */
export function isOwnGuest({ vmid, name = "" }: ListedGuest): boolean {
  const numbered = [0, dataGuestOffset].some(
    (offset) => vmid >= ownVmIds.first + offset && vmid <= ownVmIds.last + offset,
  );
  if (numbered === isOwnName(name)) return numbered;
  throw new UserError(
    `contract: guest ${String(vmid)} (${name}) ${
      numbered
        ? "has a number of the contract suite's and another name"
        : "has a name of the contract suite's and another number"
    }. Rename, renumber or remove it by hand; nothing was touched.`,
  );
}

/** Throws for what is not theirs. The last question before every removal. */
export function refuseForeign(what: string, name: unknown, own: boolean): void {
  if (own) return;
  throw new UserError(
    `contract: ${what} must be named ${ownPrefix}…, got ${String(name)}. Nothing of that name is ever touched.`,
  );
}
