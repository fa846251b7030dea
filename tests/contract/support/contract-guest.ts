import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import execa from "execa";
import ipaddr from "ipaddr.js";
import type { PulumiEngine } from "@moco-sandbox/toolchain/run-pulumi";
import { repositoryRoot, stateDirectory } from "@moco-sandbox/world";

import type { GuestPlan } from "../../../model/location/location-plan";
import type { LocationConfig } from "../../../stacks/config/location-config";
import { ownVmIds } from "../../../tools/contract/own";

/** Longest that one run of the engine may take: a guest's first boot installs packages. */
const patience = 20 * 60_000;

/** The throw-away guest, with a state that outlives an interrupted run: the next one begins with its end. */
export class ContractGuest {
  readonly name: string;

  readonly #engine: PulumiEngine;
  readonly #folder: string;

  static async prepare(
    engine: PulumiEngine,
    location: string,
    config: LocationConfig,
    name: string,
    proxmoxToken: string,
  ): Promise<ContractGuest> {
    const folder = join(stateDirectory, "contract", location);
    mkdirSync(folder, { recursive: true });
    const guest = new ContractGuest(engine, folder, name);
    const program = join(repositoryRoot, "tests", "contract", "fixtures", "guest");
    writeFileSync(
      join(folder, "Pulumi.yaml"),
      `name: moco-contract\nruntime: nodejs\nmain: ${program}\n`,
    );
    if ((await guest.#run("stack", "ls", "--json")).includes('"name": "guest"')) {
      await guest.destroy();
      await guest.#run("stack", "rm", "--yes", "--stack", "guest");
    }
    // Of a state that is gone: its secrets are encrypted with what nobody has any more.
    rmSync(join(folder, "Pulumi.guest.yaml"), { force: true });
    await guest.#run("stack", "init", "guest");
    const vlan = config.location.vlans.find((each) => each.name === "management");
    if (vlan === undefined) throw new Error(`${location}: there is no management VLAN`);
    const plan: GuestPlan = {
      name,
      vmId: ownVmIds.first,
      vlan: vlan.name,
      address: freeAddress(config, vlan.cidr),
      ...{
        cores: 1,
        memory: "1g",
        systemDisk: "8g",
        dataDisk: "1g",
        swap: "1g",
        rebuild: "",
        protect: false,
      },
    };
    const { publicKey, privateKey } = await makeHostKey(folder);
    const plain = { guest: plan, vlan, config };
    for (const [key, value] of Object.entries(plain)) await guest.#set(key, JSON.stringify(value));
    await guest.#set("hostKey", publicKey);
    await guest.#set("hostKeyPrivate", privateKey, "--secret");
    await guest.#set("proxmoxToken", proxmoxToken, "--secret");
    return guest;
  }

  private constructor(engine: PulumiEngine, folder: string, name: string) {
    this.#engine = engine;
    this.#folder = folder;
    this.name = name;
  }

  up(): Promise<string> {
    return this.#run("up", "--stack", "guest", "--yes", "--skip-preview");
  }

  /** Asks the node, and fails where the program would then change anything. */
  async unchangedAfterRefresh(): Promise<string> {
    await this.#run("refresh", "--stack", "guest", "--yes", "--skip-preview");
    return this.#run("preview", "--stack", "guest", "--diff", "--expect-no-changes");
  }

  destroy(): Promise<string> {
    return this.#run("destroy", "--stack", "guest", "--yes", "--skip-preview");
  }

  /** Forgets the state, once nothing is there any more. */
  async forget(): Promise<void> {
    await this.#run("stack", "rm", "--yes", "--stack", "guest");
    rmSync(this.#folder, { recursive: true });
  }

  /** A value goes over standard input. The CLI takes some that are plain for secrets, unless it is told. */
  async #set(
    key: string,
    value: string,
    as: "--secret" | "--plaintext" = "--plaintext",
  ): Promise<void> {
    await this.#pulumi(["config", "set", key, "--stack", "guest", "--raw", as], value);
  }

  #run(...args: readonly string[]): Promise<string> {
    return this.#pulumi(args);
  }

  async #pulumi(args: readonly string[], input?: string): Promise<string> {
    const { exitCode, all } = await execa(
      this.#engine.executable,
      ["--non-interactive", "--color=never", ...args],
      {
        cwd: this.#folder,
        env: this.#engine.environment,
        extendEnv: false,
        reject: false,
        all: true,
        timeout: patience,
        ...(input === undefined ? { stdin: "ignore" } : { input }),
      },
    );
    if (exitCode === 0) return String(all);
    throw new Error(`pulumi ${args.slice(0, 2).join(" ")}: ${String(all).slice(-4_000)}`);
  }
}

/** The last address of a VLAN that nobody of the location has; the very last is the sandbox's own. */
export function freeAddress({ guests, location }: LocationConfig, cidr: string): string {
  const taken = [
    ...Object.values(guests).map(({ address }) => address),
    ...location.vlans.map(({ gateway }) => gateway),
  ];
  const last = ipaddr.IPv4.broadcastAddressFromCIDR(cidr).toByteArray();
  for (let back = 2; back < 32; back += 1) {
    const address = [...last.slice(0, 3), (last[3] ?? 0) - back].join(".");
    if (!taken.includes(address)) return address;
  }
  throw new Error(`there is no free address at the end of ${cidr}`);
}

async function makeHostKey(
  folder: string,
): Promise<{ readonly publicKey: string; readonly privateKey: string }> {
  const file = join(folder, "host-key");
  rmSync(file, { force: true });
  await execa("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-C", "moco-contract", "-f", file]);
  const [{ stdout: privateKey }, { stdout: publicKey }] = await Promise.all([
    execa("cat", [file]),
    execa("ssh-keygen", ["-y", "-f", file]),
  ]);
  rmSync(file);
  rmSync(`${file}.pub`);
  return { publicKey: publicKey.split(" ").slice(0, 2).join(" "), privateKey: `${privateKey}\n` };
}
