import type { Size } from "../../model/basics/units";
import type { FlowRule } from "../../model/location/flow";
import { dataDiskScript } from "./data-disk-script";
import { dockerDaemonConfig, type DockerRegistries, dockerDropIn } from "./docker-daemon";
import { dockerStopScript } from "./docker-stop-script";
import { firstBootScript } from "./first-boot-script";
import { firewallUnit, guestFirewall } from "./guest-firewall";
import type { GuestFile } from "../host/host";
import {
  auditRules,
  fail2banJail,
  journaldLimits,
  networkSysctl,
  unattendedUpgrades,
} from "./hardening";
import { packagesScript } from "./packages-script";
import { authorizedKeys, sshdConfig } from "./sshd-config";
import { swapFiles } from "./swap";
import { systemDiskScript, systemDiskUnit } from "./system-disk";
import type { Login } from "./user-data";

/** What the files of one guest depend on. */
export interface SystemFilesSpec {
  readonly guest: string;
  readonly login: Login;
  readonly address: string;
  readonly gateway: string;
  /** Range of the whole location. */
  readonly range: string;
  readonly rules: readonly FlowRule[];
  readonly docker: DockerRegistries;
  readonly swap: Size;
}

/**
 * Every file that makes a Debian machine a guest. Cloud-init writes them at the first boot, and they
 * are kept up to date in place ever after.
 */
export function systemFiles(spec: SystemFilesSpec): readonly GuestFile[] {
  const { guest, login, gateway, rules, docker, swap } = spec;
  return [
    { path: "/etc/moco/guest", mode: "0644", content: `${guest}\n` },
    // Before the configuration that names it.
    authorizedKeys(login.authorizedKeys),
    sshdConfig(login.user),
    firewallUnit,
    guestFirewall(spec, rules),
    fail2banJail(gateway),
    unattendedUpgrades,
    auditRules,
    journaldLimits,
    networkSysctl,
    dataDiskScript,
    packagesScript,
    systemDiskScript,
    systemDiskUnit,
    ...swapFiles(swap),
    firstBootScript(login.user),
    dockerStopScript,
    dockerDropIn,
    dockerDaemonConfig(docker),
  ];
}
