import { type NetworkInterfaceInfo, networkInterfaces } from "node:os";

import { overlaps, parseRange } from "../../../model/location/ipv4-range";

/** Interfaces of this machine by name, as Node.js lists them. */
export type Interfaces = Readonly<
  Record<string, readonly Pick<NetworkInterfaceInfo, "cidr">[] | undefined>
>;

/** Refuses, naming each, where a location's range is also that of a network that this machine is on. */
export function checkRanges(ranges: Readonly<Record<string, string>>): void {
  const taken = takenRanges(ranges, networkInterfaces());
  if (taken.length > 0) throw new Error(taken.join("\n"));
}

/** What is wrong with the ranges of these locations; bridges of our own are no matter. */
export function takenRanges(
  ranges: Readonly<Record<string, string>>,
  interfaces: Interfaces,
): readonly string[] {
  return Object.entries(ranges).flatMap(([location, range]) =>
    Object.entries(interfaces)
      .filter(([device]) => !device.startsWith("moco-"))
      .flatMap(([device, addresses = []]) =>
        addresses
          .flatMap(({ cidr }) => cidr ?? [])
          .filter((cidr) => overlap(cidr, range))
          .map(
            (cidr) =>
              `Pulumi.${location}.yaml: location.cidr must not be a network that this machine is on, got ${range} and ${cidr} of ${device}. Try the sandbox on a machine elsewhere.`,
          ),
      ),
  );
}

function overlap(one: string, other: string): boolean {
  const [a, b] = [parseRange(one), parseRange(other)];
  return a !== undefined && b !== undefined && overlaps(a, b);
}
