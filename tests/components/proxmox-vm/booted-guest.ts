import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

import execa from "execa";
import { machineArguments, renderInitArguments } from "@moco-sandbox/proxmox/machine-arguments";
import { images, namePrefix, ownLabel } from "@moco-sandbox/world";
import { docker } from "@moco-sandbox/world/docker-command";

import type { GuestFile } from "../../../components/host/host";
import { renderReadyScript } from "../../../components/proxmox-vm/ready-script";
import { type Login, renderUserData } from "../../../components/proxmox-vm/user-data";
import { aGuestsFiles } from "../../support/proxmox-vm-fixture";

const guestImage = process.env["MOCO_TEST_GUEST_IMAGE"] ?? images.guest;
const label = `${ownLabel}=true`;
const quietly = { reject: false } as const;

/** A guest for one test file: production's user data, a network and a data disk of its own. */
export class BootedGuest {
  readonly name: string;
  readonly address: string;
  readonly files: readonly GuestFile[];
  readonly #login: Login;
  readonly #folder = mkdtempSync(join(tmpdir(), "moco-guest-"));

  /** `network` is the first three numbers of its addresses, `172.28.77`. */
  constructor(suffix: string, network: string) {
    this.name = `${namePrefix}-test-${suffix}`;
    this.address = `${network}.10`;
    for (const key of ["operator", "host"]) {
      execa.sync("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(this.#folder, key)]);
    }
    this.#login = { user: "ops", authorizedKeys: [this.#read("operator.pub").trim()] };
    this.files = aGuestsFiles(this.address, `${network}.1`, this.#login);
  }

  /** Its keys, its seed, its network and its data disk; no machine yet. */
  async prepare(): Promise<void> {
    await this.remove();
    mkdirSync(join(this.#folder, "seed"), { recursive: true });
    const hostKey = { public: this.#read("host.pub").trim(), private: this.#read("host") };
    const userData = renderUserData({
      guest: "pm1-apps",
      login: this.#login,
      hostKey,
      files: this.files,
    });
    this.#write("seed/user-data", userData);
    this.#write("seed/meta-data", "instance-id: i-1\n");
    this.#write("known_hosts", `${this.address} ${hostKey.public}\n`);
    const subnet = this.address.replace(/\d+$/, "0/24");
    await docker(["network", "create", "--label", label, "--subnet", subnet, this.name]);
    await docker(["volume", "create", "--label", label, this.name]);
  }

  /** A new machine, with its data disk or without one, as far as its init. */
  async start({ dataDisk = true } = {}): Promise<void> {
    await execa("docker", ["rm", "--force", "--volumes", this.name], quietly);
    const cgroups = await docker(["info", "-f", "{{.CgroupVersion}}"]);
    await docker([
      ...["run", "--detach", "--name", this.name, "--hostname", "pm1-apps", "--label", label],
      ...["--network", this.name, "--ip", this.address, ...machineArguments],
      ...(dataDisk ? ["--volume", `${this.name}:/srv/data`] : []),
      ...["--volume", `${join(this.#folder, "seed")}:/var/lib/cloud/seed/nocloud:ro`, guestImage],
      ...renderInitArguments(cgroups),
    ]);
    // Until its systemd is there, nothing can be asked.
    await this.until("test -d /run/cloud-init");
  }

  /** Waits for its first boot, and brings its files up to these. */
  async ready(files: readonly GuestFile[] = this.files): Promise<execa.ExecaReturnValue> {
    return this.run(renderReadyScript(files, { system: 1, data: 1 }));
  }

  /** Runs a script as root; never throws. */
  async run(script: string): Promise<execa.ExecaReturnValue> {
    return execa("docker", ["exec", "-i", this.name, "bash", "-s"], { input: script, ...quietly });
  }

  /** Asks until the script succeeds. */
  async until(script: string): Promise<void> {
    for (let attempt = 0; attempt < 300; attempt += 1) {
      if ((await this.run(script)).exitCode === 0) return;
      await sleep(200);
    }
    throw new Error(`${this.name}: ${script} did not succeed within a minute`);
  }

  /** Runs a command as an operator does, host key pinned. */
  ssh(command: string): execa.ExecaChildProcess {
    const { address } = this;
    return execa(
      "ssh",
      [
        ...["-i", join(this.#folder, "operator"), "-o", "IdentitiesOnly=yes"],
        ...["-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=yes"],
        ...["-o", `UserKnownHostsFile=${join(this.#folder, "known_hosts")}`],
        ...[`ops@${address}`, command],
      ],
      quietly,
    );
  }

  /** Removes the machine with its disk and its network. */
  async remove(): Promise<void> {
    await execa("docker", ["rm", "--force", "--volumes", this.name], quietly);
    await execa("docker", ["network", "rm", this.name], quietly);
    await execa("docker", ["volume", "rm", this.name], quietly);
  }

  /** Removes all of it. */
  async destroy(): Promise<void> {
    await this.remove();
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #read(file: string): string {
    return readFileSync(join(this.#folder, file), "utf8");
  }

  #write(file: string, text: string): void {
    writeFileSync(join(this.#folder, file), text);
  }
}
