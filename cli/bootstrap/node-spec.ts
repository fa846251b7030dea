import type { CloudflaredRelease } from "../../components/cloudflared/cloudflared";

/** What a node has to become, all of it from the location's configuration. No secret in it. */
export interface NodeSpec {
  readonly location: string;
  /** The node's name in Proxmox, which is its hostname without a domain. */
  readonly node: string;
  /** Where Pulumi and operators reach it, over the private route. */
  readonly address: string;
  readonly cidr: string;
  readonly bridge: string;
  /** Interface that leads to the internet. */
  readonly uplink: string;
  readonly management: { readonly id: number; readonly gateway: string; readonly prefix: string };
  readonly datastore: string;
  readonly snippetDatastore: string;
  /** Linux user that the provider uploads snippets as. */
  readonly sshUser: string;
  readonly authorizedKeys: readonly string[];
  readonly cloudflared: CloudflaredRelease;
}

/** Proxmox user and token that Pulumi acts as. */
export const apiUser = "moco@pve";
export const apiTokenName = "pulumi";

/** Where the script looks for the tunnel's token, which is never part of the script. */
export const tokenFile = "/root/moco-tunnel-token";
