import ipaddr from "ipaddr.js";
import type { Values } from "@moco-sandbox/provider-framework/plugin";

import type { Problem } from "../../../model/basics/problem";
import { textOf } from "./text-of";

/** What a program wants of a guest, as far as a container can be it. */
export interface WantedGuest {
  readonly node: string;
  readonly vmId: number;
  readonly name: string;
  readonly started: boolean;
  readonly protection: boolean;
  readonly cores: number;
  /** Mebibytes. */
  readonly memory: number;
  readonly description: string;
  readonly tags: readonly string[];
  readonly disks: readonly WantedDisk[];
  readonly network?: WantedNetwork;
  readonly userDataFileId?: string;
  readonly stopOnDestroy: boolean;
}

export interface WantedDisk {
  readonly interface: string;
  readonly datastoreId: string;
  /** Set: a disk that exists already. Not set: a new one. */
  readonly pathInDatastore?: string;
  /** Volume id of the image that it starts from. */
  readonly importFrom?: string;
  /** Gibibytes. */
  readonly size: number;
}

export interface WantedNetwork {
  readonly bridge: string;
  readonly vlan: number;
  /** With prefix length. */
  readonly address: string;
  readonly gateway: string;
  readonly firewall: boolean;
  readonly macAddress?: string;
}

/** Faults of a guest's inputs; the values that a preview does not know yet are missing. */
export function checkGuest(inputs: Values): readonly Problem[] {
  const problems: Problem[] = [];
  const { vmId } = inputs;
  if (typeof vmId === "number" && vmId > 999_999_999) {
    problems.push({
      path: "vmId",
      problem: "must be 999999999 at most",
      got: String(vmId),
      fix: "Choose a smaller number.",
    });
  }
  const interfaces = new Map<string, number>();
  listOf(inputs["disks"]).forEach((disk, index) => {
    const name = String(disk["interface"]);
    const path = `disks[${String(index)}].interface`;
    if (!/^(scsi|sata|virtio)\d+$/.test(name)) {
      problems.push({
        path,
        problem: "is no disk interface",
        got: name,
        fix: "Write scsi0, sata0 or virtio0.",
      });
    } else if (interfaces.has(name)) {
      problems.push({
        path,
        problem: "is taken by another disk",
        got: name,
        fix: "Number them on.",
      });
    }
    interfaces.set(name, index);
  });
  return [...problems, ...checkNetwork(inputs)];
}

function checkNetwork(inputs: Values): readonly Problem[] {
  if (inputs["started"] === false) return [];
  const devices = listOf(inputs["networkDevices"]);
  if (inputs["networkDevices"] !== undefined && devices.length !== 1) {
    const problem = "must be exactly one for a guest that is started here";
    const fix = "Give it one interface.";
    return [{ path: "networkDevices", problem, got: String(devices.length), fix }];
  }
  const config = ipv4Of(inputs);
  const problems: Problem[] = [];
  for (const key of ["address", "gateway"] as const) {
    const value = config[key];
    if (value === undefined || (key === "address" ? isCidr(value) : isIpv4(value))) continue;
    problems.push({
      path: `initialization.ipConfigs[0].ipv4.${key}`,
      problem: key === "address" ? "must be an address with prefix length" : "must be an address",
      got: JSON.stringify(value),
      fix: key === "address" ? "Write 10.50.0.70/26." : "Write 10.50.0.65.",
    });
  }
  return problems;
}

/** Takes a guest's inputs apart, with the provider's defaults. */
export function parseGuest(inputs: Values, vmId: number, logicalName: string): WantedGuest {
  const started = inputs["started"] !== false;
  const initialization = recordOf(inputs["initialization"]);
  const userDataFileId = initialization["userDataFileId"];
  const network = parseNetwork(inputs);
  if (started && network === undefined) {
    throw new Error(
      `proxmoxve: guest ${String(vmId)} cannot be started here without networkDevices and initialization.ipConfigs[0].ipv4. Set both.`,
    );
  }
  return {
    node: String(inputs["nodeName"]),
    vmId,
    name: textOf(inputs["name"]) ?? logicalName,
    started,
    protection: inputs["protection"] === true,
    cores: Number(recordOf(inputs["cpu"])["cores"] ?? 1),
    memory: Number(recordOf(inputs["memory"])["dedicated"] ?? 512),
    description: textOf(inputs["description"]) ?? "",
    // Proxmox sorts them.
    tags: ((inputs["tags"] ?? []) as readonly string[]).map(String).sort(),
    disks: listOf(inputs["disks"]).map(parseDisk),
    ...(network !== undefined && { network }),
    ...(typeof userDataFileId === "string" && { userDataFileId }),
    stopOnDestroy: inputs["stopOnDestroy"] === true,
  };
}

function parseDisk(disk: Values): WantedDisk {
  const path = disk["pathInDatastore"];
  const image = disk["importFrom"] ?? disk["fileId"];
  return {
    interface: String(disk["interface"]),
    datastoreId: textOf(disk["datastoreId"]) ?? "local-lvm",
    ...(typeof path === "string" && path !== "" && { pathInDatastore: path }),
    ...(typeof image === "string" && { importFrom: image }),
    size: Number(disk["size"] ?? 8),
  };
}

function parseNetwork(inputs: Values): WantedNetwork | undefined {
  const device = listOf(inputs["networkDevices"])[0];
  const { address, gateway } = ipv4Of(inputs);
  if (device === undefined || typeof address !== "string" || typeof gateway !== "string") {
    return undefined;
  }
  const mac = device["macAddress"];
  return {
    bridge: textOf(device["bridge"]) ?? "vmbr0",
    vlan: Number(device["vlanId"] ?? 0),
    address,
    gateway,
    firewall: device["firewall"] === true,
    ...(typeof mac === "string" && mac !== "" && { macAddress: mac }),
  };
}

function ipv4Of(inputs: Values): Values {
  const config = listOf(recordOf(inputs["initialization"])["ipConfigs"])[0];
  return recordOf(config?.["ipv4"]);
}

function isCidr(value: unknown): boolean {
  const [address, prefix, ...rest] = String(value).split("/");
  return rest.length === 0 && isIpv4(address) && /^\d+$/.test(prefix ?? "") && Number(prefix) <= 32;
}

function isIpv4(value: unknown): boolean {
  return typeof value === "string" && ipaddr.IPv4.isValidFourPartDecimal(value);
}

function listOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? (value as readonly Values[]) : [];
}

function recordOf(value: unknown): Values {
  return typeof value === "object" && value !== null ? (value as Values) : {};
}
