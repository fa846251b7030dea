import { prefixOf } from "../../model/location/location-plan";
import { UserError } from "../../model/basics/user-error";
import type { LocationConfig } from "../../stacks/config/location-config";
import type { NodeSpec } from "./node-spec";

/** What a node has to become, from its location's configuration. */
export function nodeSpecOf(name: string, config: LocationConfig): NodeSpec {
  const { location, operators, artifacts } = config;
  const { node, vlans, cidr } = location;
  const management = vlans.find((vlan) => vlan.name === "management");
  if (management === undefined) {
    throw new UserError(
      `${name}: location.vlans must have one named management. Add it; it carries the way in.`,
    );
  }
  return {
    location: name,
    node: node.name,
    address: new URL(node.endpoint).hostname,
    cidr,
    bridge: node.bridge,
    uplink: node.uplink,
    management: {
      id: management.id,
      gateway: management.gateway,
      prefix: prefixOf(management.cidr),
    },
    datastore: node.datastore,
    snippetDatastore: node.snippetDatastore,
    sshUser: node.sshUser,
    authorizedKeys: operators.authorizedKeys,
    cloudflared: artifacts.cloudflared,
  };
}
