import { homedir } from "node:os";
import { join, resolve } from "node:path";

/** Names, addresses and folders that all parts of the sandbox agree on. */

/** Root of the checkout. */
export const repositoryRoot = resolve(__dirname, "..", "..");

/** Everything one run makes that is not a container: configuration, keys, state, logs. Ignored by git. */
export const stateDirectory = resolve(
  process.env["MOCO_SANDBOX_STATE"] ?? join(repositoryRoot, ".sandbox"),
);

/** Built tools and downloads, shared by all checkouts; safe to delete. */
export const cacheDirectory = join(
  process.env["XDG_CACHE_HOME"] ?? join(homedir(), ".cache"),
  "moco-infra",
);

/** On every container, network, volume and image of ours; what lacks it is never touched. */
export const ownLabel = "moco-infra.sandbox";

/** Prefix of every name of ours on the Docker engine. */
export const namePrefix = "moco-sandbox";

/** The stand-in for the internet: the only network a node is on that is not a location's own. */
export const wan = {
  network: `${namePrefix}-wan`,
  subnet: "172.29.0.0/24",
  /** The host's own address: Cloudflare's edge listens here. */
  host: "172.29.0.1",
  registry: "172.29.0.3",
} as const;

/** A node's address on that network, by the place of its location in the list of locations. */
export function nodeAddress(place: number): string {
  return `172.29.0.${String(11 + place)}`;
}

export const edge = {
  container: `${namePrefix}-edge`,
  /** Public names are served here, for curl on this machine only. */
  publicAddress: "127.0.0.1:8080",
  /** And here for browsers: with TLS, at the port that programs leave out of their own addresses. */
  secureAddress: "127.0.0.1:443",
  /** Cloudflare's API, for the provider. */
  apiAddress: "127.0.0.1:8787",
  /** Where connectors dial, from inside the locations; cloudflared's own port. */
  connectorAddress: `${wan.host}:7844`,
} as const;

export const registry = {
  container: `${namePrefix}-registry`,
  /** For `docker push` from this machine. */
  publishedAddress: "127.0.0.1:5000",
  /** Upstream names it answers to, so that compose files keep theirs. */
  aliases: ["docker.io", "registry-1.docker.io", "ghcr.io", "quay.io", "gcr.io", "docker.n8n.io"],
} as const;

export const images = {
  base: `${namePrefix}/base`,
  guest: `${namePrefix}/guest`,
  node: `${namePrefix}/node`,
  edge: `${namePrefix}/edge`,
  registry: `${namePrefix}/registry`,
} as const;

/** Container of a Proxmox node. */
export function nodeContainer(node: string): string {
  return `${namePrefix}-node-${node}`;
}

/** Container of a guest; its hostname is the guest's own name. */
export function guestContainer(guest: string): string {
  return `${namePrefix}-${guest}`;
}

/** Docker network of one VLAN of a location. */
export function vlanNetwork(node: string, vlan: number): string {
  return `${namePrefix}-${node}-vlan${String(vlan)}`;
}

/** Docker volume that stands in for one disk image in a node's storage. */
export function diskVolume(node: string, pathInDatastore: string): string {
  return `${namePrefix}-${node}-${pathInDatastore}`;
}
