import type { FlowRule } from "../location-network/flow";
import { dataDiskScript } from "./data-disk-script";
import { dockerDaemonConfig, type DockerRegistries, dockerDropIn } from "./docker-daemon";
import { dockerStopScript } from "./docker-stop-script";
import { firstBootScript, packagesScript } from "./first-boot-script";
import { firewallUnit, guestFirewall } from "./guest-firewall";
import type { GuestFile } from "./guest-file";
import {
  auditRules,
  fail2banJail,
  journaldLimits,
  networkSysctl,
  unattendedUpgrades,
} from "./hardening";
import { sshdConfig } from "./sshd-config";

/** What the files of one guest depend on. */
export interface SystemFilesSpec {
  readonly guest: string;
  readonly user: string;
  readonly address: string;
  readonly gateway: string;
  readonly rules: readonly FlowRule[];
  readonly docker: DockerRegistries;
}

/**
 * Every file that makes a Debian machine a guest. Cloud-init writes them at the first boot, and they
 * are kept up to date in place ever after.
 */
export function systemFiles(spec: SystemFilesSpec): readonly GuestFile[] {
  const { guest, user, address, gateway, rules, docker } = spec;
  return [
    { path: "/etc/moco/guest", mode: "0644", content: `${guest}\n` },
    sshdConfig(user),
    firewallUnit,
    guestFirewall(address, gateway, rules),
    fail2banJail(gateway),
    unattendedUpgrades,
    auditRules,
    journaldLimits,
    networkSysctl,
    dataDiskScript,
    packagesScript,
    firstBootScript(user),
    dockerStopScript,
    dockerDropIn,
    dockerDaemonConfig(docker),
  ];
}
