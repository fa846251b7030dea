import execa from "execa";
import { machineArguments, renderInitArguments } from "@moco-sandbox/proxmox/machine-arguments";
import { images, namePrefix, ownLabel } from "@moco-sandbox/world";
import { docker } from "@moco-sandbox/world/docker-command";

const nodeImage = process.env["MOCO_TEST_NODE_IMAGE"] ?? images.node;
const quietly = { reject: false } as const;

/** A node as the installer leaves it, for one test file: on Docker's own network, of no location. */
export class BareNode {
  readonly #name: string;

  private constructor(name: string) {
    this.#name = name;
  }

  /** Starts it and waits until its systemd is done. */
  static async start(suffix: string, hostname = "pm1"): Promise<BareNode> {
    const name = `${namePrefix}-test-${suffix}`;
    const node = new BareNode(name);
    await node.remove();
    const cgroups = await docker(["info", "-f", "{{.CgroupVersion}}"]);
    await docker([
      ...["run", "--detach", "--name", name, "--hostname", hostname],
      ...["--label", `${ownLabel}=true`, "--tmpfs=/var/lib/docker"],
      ...[...machineArguments, nodeImage, ...renderInitArguments(cgroups)],
    ]);
    await node.run(
      "for _ in $(seq 100); do systemctl is-system-running --wait && exit; sleep 0.2; done",
    );
    return node;
  }

  /** Runs a script as root; never throws. */
  async run(script: string, ...args: readonly string[]): Promise<execa.ExecaReturnValue> {
    const words = ["exec", "-i", this.#name, "bash", "-s", "--", ...args];
    return execa("docker", words, { input: script, ...quietly });
  }

  /** Every file that a preparation could touch, by its content. */
  async files(): Promise<string> {
    const folders = "/etc /home /opt /root /usr/local /var/lib/vz";
    return (await this.run(`find ${folders} -type f -exec sha256sum {} + | sort`)).stdout;
  }

  /** Where this machine reaches it. */
  async address(): Promise<string> {
    return docker(["inspect", "-f", "{{.NetworkSettings.IPAddress}}", this.#name]);
  }

  async remove(): Promise<void> {
    await execa("docker", ["rm", "--force", "--volumes", this.#name], quietly);
  }
}
