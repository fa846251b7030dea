import { type GroupMembers, renderIdentityExpression } from "../../model/account/members";

/** One Gateway network policy; the first that matches decides. */
export interface NetworkPolicy {
  readonly name: string;
  readonly description: string;
  readonly precedence: number;
  readonly action: "allow" | "block";
  /** Which connections, in Cloudflare's wirefilter language. */
  readonly traffic: string;
  /** Whose connections; left out for everyone's. */
  readonly identity?: string;
}

/** What decides who reaches the private ranges. */
export interface PrivateReach {
  /** Ranges of the locations, `10.50.0.0/24`. */
  readonly ranges: readonly string[];
  readonly teamName: string;
  readonly operators: GroupMembers;
}

/**
 * Operators and automation may reach the private ranges, nobody else. Without the last policy every
 * enrolled device could: Gateway allows what no policy blocks.
 */
export function renderNetworkPolicies(reach: PrivateReach): readonly NetworkPolicy[] {
  const traffic = `net.dst.ip in {${[...reach.ranges].sort().join(" ")}}`;
  return [
    {
      name: "private-ranges-operators",
      description: "Operators reach nodes and guests.",
      precedence: 100,
      action: "allow",
      traffic,
      identity: renderIdentityExpression(reach.operators),
    },
    {
      name: "private-ranges-automation",
      description: "Runners of continuous integration reach nodes and guests.",
      precedence: 200,
      action: "allow",
      traffic,
      identity: `identity.email == "${automationIdentity(reach.teamName)}"`,
    },
    {
      name: "private-ranges-deny",
      description: "Nobody else reaches nodes and guests.",
      precedence: 300,
      action: "block",
      traffic,
    },
  ];
}

/** The one identity that all devices enrolled with a service token share. */
export function automationIdentity(teamName: string): string {
  return `non_identity@${teamName}.cloudflareaccess.com`;
}
