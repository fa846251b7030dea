import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import execa from "execa";
import { hostIp } from "@moco-sandbox/computer/host-ip";
import { ensureWorldNetwork } from "@moco-sandbox/computer/world-network";
import { nodeContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

import { ensureNode, removeNode } from "../../../../sandbox/proxmox/machines/node";
import { ensureNodeImage } from "../../../../sandbox/proxmox/machines/node-image";
import { ensureNodeNetworks } from "../../../../sandbox/proxmox/machines/node-networks";
import type { ProviderConfig } from "../../../../sandbox/proxmox/plugin/provider-config";

/** A node that tests of machines have to themselves: any location may be up for somebody to look at. */
export const node = "spare";
const address = "172.29.0.99";
const range = "10.99.0.0/24";
/** More than the range: what is not there is unreachable at once. */
const closed = "10.99.0.0/16";

/** A node that is set up far enough for its API to be used, and the operator's key for it and its guests. */
export interface NodeWithAccess {
  readonly config: ProviderConfig;
  readonly publicKey: string;
  readonly ssh: (address: string, command: string) => Promise<string>;
  readonly remove: () => Promise<void>;
}

const privileges = [
  "Datastore.Allocate",
  "Datastore.AllocateSpace",
  "Datastore.AllocateTemplate",
  "Datastore.Audit",
  "SDN.Use",
  "Sys.Audit",
  "VM.Allocate",
  "VM.Audit",
  "VM.PowerMgmt",
  ...["CPU", "Cloudinit", "Disk", "HWType", "Memory", "Network", "Options"].map(
    (part) => `VM.Config.${part}`,
  ),
];

/** As bootstrap gives them: what is changed of a node is that node's, not the datacenter's. */
export const nodePrivileges = "Sys.AccessNetwork Sys.Audit Sys.Modify";

const setUp = `
set -e
pveum role add Test --privs "${privileges.join(" ")}"
pveum role add TestNode --privs "${nodePrivileges}"
pveum user add test@pve
pveum acl modify / --users test@pve --roles Test
pveum acl modify /nodes/${node} --users test@pve --roles TestNode
pvesm set local --content iso,vztmpl,backup,snippets,import
pvesh set /cluster/firewall/options --enable 1
pvesh create /nodes/${node}/network --iface vmbr1 --type bridge --bridge_vlan_aware 1
pvesh create /nodes/${node}/network --iface vmbr1.10 --type vlan --cidr 10.99.0.1/26
pvesh set /nodes/${node}/network
sysctl -qw net.ipv4.ip_forward=1
nft 'table ip test_nat { chain postrouting { type nat hook postrouting priority srcnat; ip saddr 10.99.0.0/24 oifname "vmbr0" masquerade; }; }'
useradd --create-home --shell /bin/bash ops
echo 'ops ALL=(root) NOPASSWD: /usr/bin/tee /var/lib/vz/*' >/etc/sudoers.d/ops
install -d -o ops -m 700 /home/ops/.ssh
cat >/home/ops/.ssh/authorized_keys
pveum user token add test@pve pulumi --privsep 0 --output-format json
`;

/** Starts the node with management network, API token and the route that WARP would give. */
export async function startNodeWithAccess(): Promise<NodeWithAccess> {
  await removeNode(node);
  await ensureNodeImage();
  await ensureWorldNetwork([closed]);
  await ensureNode({ name: node, address });
  const folder = await mkdtemp(join(tmpdir(), "machines-"));
  const key = join(folder, "key");
  await execa("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", key]);
  const { stdout: publicKey } = await execa("cat", [`${key}.pub`]);
  const agentSocket = join(folder, "agent");
  const agent = execa("ssh-agent", ["-D", "-a", agentSocket]);
  const env = { SSH_AUTH_SOCK: agentSocket };
  await execa("sh", ["-c", `until [ -S ${agentSocket} ]; do sleep 0.1; done; ssh-add -q ${key}`], {
    env,
  });
  const minted = await inContainer(nodeContainer(node), ["bash", "-c", setUp], `${publicKey}\n`);
  await ensureNodeNetworks(node);
  await hostIp(["route", "replace", range, "via", address]);
  const { value } = JSON.parse(minted) as { readonly value: string };
  return {
    config: {
      endpoint: "https://10.99.0.1:8006",
      apiToken: `test@pve!pulumi=${value}`,
      insecure: true,
      ssh: { username: "ops", agentSocket, nodes: [] },
    },
    publicKey,
    ssh: async (address, command) => runOverSsh(address, command, env),
    remove: async () => {
      await hostIp(["route", "delete", range]).catch(() => undefined);
      agent.kill();
      await agent.catch(() => undefined);
      await rm(folder, { recursive: true });
      await removeNode(node);
    },
  };
}

async function runOverSsh(
  address: string,
  command: string,
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const options = [
    "StrictHostKeyChecking=no",
    "UserKnownHostsFile=/dev/null",
    "LogLevel=ERROR",
    "BatchMode=yes",
    "ConnectTimeout=5",
  ].flatMap((option) => ["-o", option]);
  const { stdout } = await execa("ssh", [...options, `ops@${address}`, command], { env });
  return stdout;
}
