import execa from "execa";
import { ownLabel } from "@moco-sandbox/world";

import { renderFirewall } from "../../../../sandbox/proxmox/machines/firewall";
import { ensureNodeImage } from "../../../../sandbox/proxmox/machines/node-image";

describe("renderFirewall", () => {
  it("is understood by the node's nft", async () => {
    const image = await ensureNodeImage();
    const input = renderFirewall([
      {
        vmId: 120,
        name: "pm1-apps",
        address: "10.50.0.70",
        gateway: "10.50.0.65",
        inputPolicy: "DROP",
        outputPolicy: "REJECT",
        rules: [
          {
            type: "in",
            action: "ACCEPT",
            enabled: true,
            source: "10.50.0.65",
            proto: "tcp",
            dport: "22",
          },
          { type: "in", action: "DROP", enabled: true, proto: "udp", sport: "53,1000:2000" },
          { type: "in", action: "REJECT", enabled: true, proto: "icmp", comment: "no ping" },
          { type: "out", action: "ACCEPT", enabled: true, dest: "172.29.0.0/24" },
        ],
      },
    ]);
    const { exitCode, all } = await execa(
      "docker",
      ["run", "--rm", "-i", "--label", `${ownLabel}=true`, "--cap-add=NET_ADMIN"].concat([
        "--network=none",
        "--tmpfs=/var/lib/docker",
        "--entrypoint=nft",
        image,
        "-c",
        "-f",
        "-",
      ]),
      { input, all: true, reject: false },
    );
    expect(all).toBe("");
    expect(exitCode).toBe(0);
  }, 120_000);
});
