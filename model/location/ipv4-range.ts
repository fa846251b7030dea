import { IPv4 } from "ipaddr.js";

/** A range of IPv4 addresses, as numbers that can be compared. */
export interface Ipv4Range {
  readonly first: number;
  readonly last: number;
}

/** The range that `10.50.0.64/26` means, host bits ignored; `undefined` where it is none. */
export function parseRange(cidr: string): Ipv4Range | undefined {
  if (!IPv4.isValidCIDRFourPartDecimal(cidr)) return undefined;
  return {
    first: toNumber(IPv4.networkAddressFromCIDR(cidr)),
    last: toNumber(IPv4.broadcastAddressFromCIDR(cidr)),
  };
}

/** The number of `10.50.0.70`; `undefined` where it is no address. */
export function parseAddress(address: string): number | undefined {
  return IPv4.isValidFourPartDecimal(address) ? toNumber(IPv4.parse(address)) : undefined;
}

/** The range without host bits, `10.50.0.64/26` for `10.50.0.70/26`; expects a valid one. */
export function canonicalRange(cidr: string): string {
  return `${IPv4.networkAddressFromCIDR(cidr).toString()}${cidr.slice(cidr.indexOf("/"))}`;
}

/** True when every address of `inner` is in `outer`. */
export function contains(outer: Ipv4Range, inner: Ipv4Range): boolean {
  return outer.first <= inner.first && inner.last <= outer.last;
}

/** True when an address is in both. */
export function overlaps(a: Ipv4Range, b: Ipv4Range): boolean {
  return a.first <= b.last && b.first <= a.last;
}

/** True for an address that a host may have: not the network's own, not the broadcast address. */
export function isHostAddress(range: Ipv4Range, address: number): boolean {
  return range.first < address && address < range.last;
}

/** `10.50.0.65 - 10.50.0.126`: what a host in the range may have. */
export function hostAddresses({ first, last }: Ipv4Range): string {
  return `${toText(first + 1)} - ${toText(last - 1)}`;
}

function toNumber(address: IPv4): number {
  return address.octets.reduce((number, octet) => number * 256 + octet, 0);
}

function toText(number: number): string {
  return [24, 16, 8, 0].map((shift) => String((number >>> shift) & 255)).join(".");
}
