import type { GuestFile } from "../host/host";

/** Bans who guesses at sshd; never the gateway, which is where every operator comes from. */
export function fail2banJail(gateway: string): GuestFile {
  return {
    path: "/etc/fail2ban/jail.d/moco.local",
    mode: "0644",
    onChange: "systemctl reload-or-restart fail2ban",
    content: `# Managed by moco-infra.
[DEFAULT]
backend = systemd
banaction = nftables
banaction_allports = nftables[type=allports]
ignoreip = 127.0.0.1/8 ${gateway}
findtime = 10m
bantime = 1h
maxretry = 5

[sshd]
enabled = true
mode = aggressive
`,
  };
}

/** Security updates every night; no restart of the guest by itself. */
export const unattendedUpgrades: GuestFile = {
  path: "/etc/apt/apt.conf.d/52moco-unattended-upgrades",
  mode: "0644",
  content: `// Managed by moco-infra.
APT::Periodic::Update-Package-Lists "1";
APT::Periodic::Unattended-Upgrade "1";
APT::Periodic::AutocleanInterval "7";
Unattended-Upgrade::Remove-Unused-Dependencies "true";
Unattended-Upgrade::Automatic-Reboot "false";
`,
};

/** Who changed accounts, sudo, sshd, Docker or this project's own files. */
export const auditRules: GuestFile = {
  path: "/etc/audit/rules.d/50-moco.rules",
  mode: "0640",
  // Not in a container, where the audit subsystem belongs to the host.
  onChange: "systemctl is-active --quiet auditd && augenrules --load || true",
  content: `## Managed by moco-infra.
-a always,exit -F arch=b64 -F path=/etc/passwd -F perm=wa -F key=identity
-a always,exit -F arch=b64 -F path=/etc/shadow -F perm=wa -F key=identity
-a always,exit -F arch=b64 -F path=/etc/group -F perm=wa -F key=identity
-a always,exit -F arch=b64 -F path=/etc/sudoers -F perm=wa -F key=sudo
-a always,exit -F arch=b64 -F dir=/etc/sudoers.d -F perm=wa -F key=sudo
-a always,exit -F arch=b64 -F dir=/etc/ssh -F perm=wa -F key=sshd
-a always,exit -F arch=b64 -F dir=/etc/docker -F perm=wa -F key=docker
-a always,exit -F arch=b64 -F dir=/etc/systemd/system -F perm=wa -F key=units
-a always,exit -F arch=b64 -F dir=/etc/moco -F perm=wa -F key=moco
-a always,exit -F arch=b64 -F dir=/usr/local/sbin -F perm=wa -F key=moco
-a always,exit -F arch=b64 -F path=/usr/bin/docker -F perm=x -F auid>=1000 -F auid!=unset -F key=docker-cli
-a always,exit -F arch=b64 -S init_module,finit_module,delete_module -F key=modules
-a always,exit -F arch=b64 -S adjtimex,settimeofday,clock_settime -F key=time
`,
};

/** Logs survive a restart and never fill the system disk. */
export const journaldLimits: GuestFile = {
  path: "/etc/systemd/journald.conf.d/50-moco.conf",
  mode: "0644",
  onChange: "systemctl restart systemd-journald",
  content: `# Managed by moco-infra.
[Journal]
Storage=persistent
SystemMaxUse=1G
SystemKeepFree=1G
MaxRetentionSec=30day
`,
};

/** Only what belongs to a network namespace, so that it is the same in a container as in a machine. */
export const networkSysctl: GuestFile = {
  path: "/etc/sysctl.d/60-moco.conf",
  mode: "0644",
  onChange: "sysctl --quiet --ignore --load /etc/sysctl.d/60-moco.conf",
  content: `# Managed by moco-infra.
net.ipv4.conf.all.rp_filter = 1
net.ipv4.conf.default.rp_filter = 1
net.ipv4.conf.all.accept_redirects = 0
net.ipv4.conf.default.accept_redirects = 0
net.ipv4.conf.all.send_redirects = 0
net.ipv4.conf.default.send_redirects = 0
net.ipv4.conf.all.accept_source_route = 0
net.ipv4.conf.default.accept_source_route = 0
net.ipv4.icmp_echo_ignore_broadcasts = 1
net.ipv4.tcp_syncookies = 1
net.ipv6.conf.all.accept_ra = 0
net.ipv6.conf.default.accept_ra = 0
net.ipv6.conf.all.accept_redirects = 0
net.ipv6.conf.default.accept_redirects = 0
`,
};
