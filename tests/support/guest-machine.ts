import { readFile } from "node:fs/promises";
import { join } from "node:path";

import execa from "execa";
import { machineArguments, renderInitArguments } from "@moco-sandbox/proxmox/machine-arguments";
import { images, namePrefix, ownLabel } from "@moco-sandbox/world";

const guestImage = process.env["MOCO_TEST_GUEST_IMAGE"] ?? images.guest;
const baseImage = process.env["MOCO_TEST_BASE_IMAGE"] ?? images.base;

/** Nested networks must not collide with those that the guest itself is on. */
const daemonSettings = {
  "storage-driver": "overlay2",
  bip: "172.30.0.1/24",
  "default-address-pools": [{ base: "172.31.0.0/16", size: 24 }],
};

/** What a program in a guest left behind. */
export interface GuestRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * A guest for one test file: systemd, Docker and Compose as in production, a network of its own, and
 * the image `probe:1` (the programs of ./probe) in its Docker.
 */
export class GuestMachine {
  readonly #name: string;

  private constructor(name: string) {
    this.#name = name;
  }

  /** Starts it and waits until its Docker answers. */
  static async start(suffix: string): Promise<GuestMachine> {
    const name = `${namePrefix}-test-${suffix}`;
    const machine = new GuestMachine(name);
    await machine.remove();
    const labels = ["--label", `${ownLabel}=true`];
    const { stdout: cgroups } = await execa("docker", ["info", "-f", "{{.CgroupVersion}}"]);
    await execa("docker", ["network", "create", ...labels, name]);
    await execa("docker", ["volume", "create", ...labels, name]);
    await execa("docker", [
      ...[
        "run",
        "--detach",
        "--name",
        name,
        "--hostname",
        "pm1-apps",
        "--network",
        name,
        ...labels,
      ],
      ...[...machineArguments, "--volume", `${name}:/var/lib/docker`, guestImage],
      ...renderInitArguments(cgroups),
    ]);
    try {
      await machine.#startDocker();
      await machine.#makeProbe();
      return machine;
    } catch (error) {
      await machine.remove();
      throw error;
    }
  }

  /** Runs a program as root; never throws. */
  async run(command: readonly string[], input = ""): Promise<GuestRun> {
    const { exitCode, stdout, stderr } = await execa(
      "docker",
      ["exec", "-i", this.#name, ...command],
      { input, reject: false },
    );
    return { exitCode, stdout, stderr };
  }

  /** Runs a program that must succeed; its output. */
  async succeed(command: readonly string[], input = ""): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(command, input);
    if (exitCode !== 0)
      throw new Error(`${command.join(" ")}: exit code ${String(exitCode)}\n${stderr}`);
    return stdout;
  }

  /** Writes a file that root may run. */
  async install(path: string, content: string): Promise<void> {
    await this.succeed(
      ["sh", "-c", 'mkdir -p "$(dirname "$0")" && cat > "$0" && chmod 755 "$0"', path],
      content,
    );
  }

  /** Asks until the program succeeds. */
  async waitFor(command: readonly string[], seconds = 60): Promise<void> {
    for (let attempt = 0; attempt < seconds * 5; attempt += 1) {
      if ((await this.run(command)).exitCode === 0) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`${command.join(" ")} did not succeed within ${String(seconds)} seconds`);
  }

  /** Removes all of it. */
  async remove(): Promise<void> {
    const quietly = { reject: false } as const;
    await execa("docker", ["rm", "--force", "--volumes", this.#name], quietly);
    await execa("docker", ["network", "rm", this.#name], quietly);
    await execa("docker", ["volume", "rm", this.#name], quietly);
  }

  /** What a real guest's user data does: the image leaves Docker off until it is configured. */
  async #startDocker(): Promise<void> {
    await this.waitFor(["systemctl", "is-active", "--quiet", "dbus.socket"]);
    await this.install("/etc/docker/daemon.json", JSON.stringify(daemonSettings));
    await this.succeed(["systemctl", "start", "docker"]);
    await this.waitFor(["docker", "info"]);
  }

  async #makeProbe(): Promise<void> {
    await execa("bash", [
      ...["-o", "pipefail", "-c", 'docker save "$1" | docker exec -i "$2" docker load -q'],
      ...["load", baseImage, this.#name],
    ]);
    await this.succeed(["docker", "create", "--name", "probe", baseImage, "true"]);
    for (const program of ["serve", "fetch"]) {
      const text = await readFile(join(__dirname, "probe", program), "utf8");
      await this.install(`/root/probe/${program}`, text);
      await this.succeed(["docker", "cp", `/root/probe/${program}`, `probe:/usr/bin/${program}`]);
    }
    await this.succeed(["docker", "commit", "probe", "probe:1"]);
    await this.succeed(["docker", "rm", "probe"]);
  }
}
