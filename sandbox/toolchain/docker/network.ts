import type Docker from "dockerode";
import type { ResourceHandler, Values } from "@moco-sandbox/provider-framework/plugin";

import { explainDaemonError, isGone } from "./daemon-error";
import { toDaemonLabels } from "./label";

interface IpamConfig {
  readonly subnet?: string;
  readonly gateway?: string;
  readonly ipRange?: string;
  readonly auxAddress?: Readonly<Record<string, string>>;
}

/** `docker:index/network:Network`. A second network of the same name is refused. */
export const network: ResourceHandler<Docker> = {
  autoname: "name",
  create: async (inputs, { config: docker }) => {
    try {
      const { id } = await docker.createNetwork(renderNetwork(inputs));
      const described = describeNetwork(await docker.getNetwork(id).inspect());
      return { id, outputs: { ...described, ...inputs } };
    } catch (error) {
      throw explainDaemonError(`Unable to create network ${String(inputs["name"])}`, error);
    }
  },
  read: async (id, state, { config: docker }) => {
    try {
      // Nothing about a network can be changed while it keeps its id.
      await docker.getNetwork(id).inspect();
      return state;
    } catch (error) {
      if (isGone(error)) return undefined;
      throw explainDaemonError(`Unable to read network ${id}`, error);
    }
  },
  delete: async (id, state, { config: docker }) => {
    try {
      await docker.getNetwork(id).remove();
    } catch (error) {
      if (!isGone(error)) {
        throw explainDaemonError(`Unable to delete network ${String(state["name"])}`, error);
      }
    }
  },
};

/** The daemon's form of a network's properties. */
export function renderNetwork(inputs: Values): Docker.NetworkCreateOptions {
  const ipam = (inputs["ipamConfigs"] ?? []) as readonly IpamConfig[];
  return {
    Name: String(inputs["name"]),
    CheckDuplicate: true,
    Driver: typeof inputs["driver"] === "string" ? inputs["driver"] : "bridge",
    Internal: inputs["internal"] === true,
    Attachable: inputs["attachable"] === true,
    Ingress: inputs["ingress"] === true,
    EnableIPv6: inputs["ipv6"] === true,
    Options: (inputs["options"] ?? {}) as Record<string, string>,
    Labels: toDaemonLabels(inputs["labels"]),
    IPAM: {
      Driver: typeof inputs["ipamDriver"] === "string" ? inputs["ipamDriver"] : "default",
      ...(inputs["ipamOptions"] === undefined
        ? {}
        : { Options: inputs["ipamOptions"] as Record<string, string> }),
      Config: ipam.map(({ subnet, gateway, ipRange, auxAddress }) => ({
        ...(subnet === undefined ? {} : { Subnet: subnet }),
        ...(gateway === undefined ? {} : { Gateway: gateway }),
        ...(ipRange === undefined ? {} : { IPRange: ipRange }),
        ...(auxAddress === undefined ? {} : { AuxiliaryAddresses: { ...auxAddress } }),
      })),
    },
  };
}

function describeNetwork(found: Docker.NetworkInspectInfo): Values {
  return {
    driver: found.Driver,
    scope: found.Scope,
    internal: found.Internal,
    options: found.Options ?? {},
    ipamConfigs: (found.IPAM?.Config ?? []).map(({ Subnet, Gateway, IPRange }) => ({
      ...(Subnet === undefined ? {} : { subnet: Subnet }),
      ...(Gateway === undefined ? {} : { gateway: Gateway }),
      ...(IPRange === undefined ? {} : { ipRange: IPRange }),
    })),
  };
}
