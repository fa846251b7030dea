import type { Problem } from "../basics/problem";
import { toMebibytes } from "../basics/units";
import type { Limits, Reservations } from "../service/resources";
import type { GuestPlan, LocationPlan } from "./location-plan";

/** What one container takes. */
export interface Demand {
  readonly limits: Limits;
  readonly reservations: Reservations;
}

/** Memory of a guest, in mebibytes, that its system, Docker and the agents need themselves. */
export const guestReserve = 512;

/** Memory of a node, in mebibytes, that Proxmox needs itself. */
export const nodeReserve = 2_048;

/** Guests that hold less than their services need, and a node that holds less than its guests. */
export function checkCapacity(
  plan: LocationPlan,
  demands: Readonly<Record<string, readonly Demand[]>>,
): readonly Problem[] {
  return [
    ...plan.guests.flatMap((guest) => checkGuest(plan, guest, demands[guest.name] ?? [])),
    ...checkNode(plan),
  ];
}

function checkGuest(
  { overcommit }: LocationPlan,
  guest: GuestPlan,
  demands: readonly Demand[],
): readonly Problem[] {
  const memory = toMebibytes(guest.memory) - guestReserve;
  const reserved = sum(demands, ({ reservations }) => toMebibytes(reservations.memory));
  const most = sum(demands, ({ limits }) => toMebibytes(limits.memory));
  const at = `guests.${guest.name}`;
  const enlarge = "Enlarge the guest, place a service elsewhere";
  return [
    ...exceeded(reserved, memory, {
      path: `${at}.memory`,
      problem: `must hold the ${mebibytes(reserved)} that its services reserve, and ${mebibytes(guestReserve)} for its system`,
      got: `"${guest.memory}"`,
      fix: `${enlarge}, or reserve less.`,
    }),
    ...exceeded(most, memory * overcommit.memory, {
      path: `${at}.memory`,
      problem: `must hold its services' limits of ${mebibytes(most)} at an overcommit of ${String(overcommit.memory)}, after ${mebibytes(guestReserve)} for its system`,
      got: `"${guest.memory}"`,
      fix: `${enlarge}, or lower limits.`,
    }),
    ...checkCores(guest, demands, overcommit.cpus),
  ];
}

function checkCores(
  guest: GuestPlan,
  demands: readonly Demand[],
  overcommit: number,
): readonly Problem[] {
  const reserved = cpus(sum(demands, ({ reservations }) => reservations.cpus));
  const most = cpus(sum(demands, ({ limits }) => limits.cpus));
  const problem = { path: `guests.${guest.name}.cores`, got: String(guest.cores) };
  return [
    ...exceeded(reserved, guest.cores, {
      ...problem,
      problem: `must hold the ${String(reserved)} CPUs that its services reserve`,
      fix: "Give the guest more cores, place a service elsewhere, or reserve less.",
    }),
    ...exceeded(most, guest.cores * overcommit, {
      ...problem,
      problem: `must hold its services' limits of ${String(most)} CPUs at an overcommit of ${String(overcommit)}`,
      fix: "Give the guest more cores, place a service elsewhere, or lower limits.",
    }),
  ];
}

function checkNode({ node, guests, overcommit }: LocationPlan): readonly Problem[] {
  const memory = sum(guests, (guest) => toMebibytes(guest.memory));
  const cores = sum(guests, (guest) => guest.cores);
  return [
    ...exceeded(memory, toMebibytes(node.memory) - nodeReserve, {
      path: "location.node.memory",
      problem: `must hold its guests' ${mebibytes(memory)}, and ${mebibytes(nodeReserve)} for Proxmox`,
      got: `"${node.memory}"`,
      fix: "Make guests smaller, or correct what the node has.",
    }),
    ...exceeded(cores, node.cores * overcommit.cpus, {
      path: "location.node.cores",
      problem: `must hold its guests' ${String(cores)} cores at an overcommit of ${String(overcommit.cpus)}`,
      got: String(node.cores),
      fix: "Make guests smaller, or correct what the node has.",
    }),
  ];
}

function exceeded(amount: number, most: number, problem: Problem): readonly Problem[] {
  return amount <= most ? [] : [problem];
}

function sum<Item>(items: readonly Item[], amount: (item: Item) => number): number {
  return items.reduce((total, item) => total + amount(item), 0);
}

/** In the largest unit that keeps it whole, as configuration writes it. */
function mebibytes(amount: number): string {
  return amount % 1_024 === 0 ? `${String(amount / 1_024)}g` : `${String(amount)}m`;
}

/** Sums of decimal fractions, without what binary ones leave behind. */
function cpus(amount: number): number {
  return Math.round(amount * 100) / 100;
}
