import type { NodeSpec } from "../../cli/bootstrap/node-spec";

/** The node of pm1; give only what the test is about. */
export function aNodeSpec(overrides: Partial<NodeSpec> = {}): NodeSpec {
  return {
    location: "pm1",
    node: "pm1",
    address: "10.50.0.1",
    cidr: "10.50.0.0/24",
    bridge: "vmbr1",
    uplink: "vmbr0",
    management: { id: 10, gateway: "10.50.0.1", prefix: "26" },
    datastore: "local-lvm",
    snippetDatastore: "local",
    sshUser: "moco",
    authorizedKeys: ["ssh-ed25519 AAAA operator"],
    cloudflared: {
      version: "2026.8.2",
      url: "https://example.org/cloudflared",
      sha256: "ab".repeat(32),
    },
    ...overrides,
  };
}
