import type { GuestFile } from "../host/host";
import { releaseToolPath } from "./release-tool-path";

const service: GuestFile = {
  path: "/etc/systemd/system/moco-healing.service",
  mode: "0644",
  onChange: "systemctl daemon-reload",
  // Docker's socket is root's, and all that it takes; a capability it takes none.
  content: `# Managed by moco-infra.
[Unit]
Description=Restarts containers that do not get healthy by themselves
After=docker.service
# Without Docker there is nothing to look at, and it is not this that starts it.
Requisite=docker.service

[Service]
Type=oneshot
ExecStart=${releaseToolPath} heal
# A container ends in its own time.
TimeoutStartSec=15min
Environment=DOCKER_CONFIG=/run/moco-release
RuntimeDirectory=moco-release
RuntimeDirectoryMode=0700
RuntimeDirectoryPreserve=yes
ReadWritePaths=-/opt/stacks

CapabilityBoundingSet=
AmbientCapabilities=
IPAddressDeny=any
LockPersonality=yes
MemoryDenyWriteExecute=yes
NoNewPrivileges=yes
PrivateDevices=yes
PrivateNetwork=yes
PrivateTmp=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectSystem=strict
RestrictAddressFamilies=AF_UNIX
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
SystemCallFilter=@system-service
UMask=0077
`,
};

const timer: GuestFile = {
  path: "/etc/systemd/system/moco-healing.timer",
  mode: "0644",
  onChange: "systemctl daemon-reload && systemctl enable --now moco-healing.timer",
  content: `# Managed by moco-infra.
[Unit]
Description=Looks for containers that do not get healthy by themselves

[Timer]
OnActiveSec=30s
OnUnitInactiveSec=30s
AccuracySec=5s

[Install]
WantedBy=timers.target
`,
};

/** Look every 30 seconds for unhealthy containers, and restart them within a budget: `moco-release heal`. */
export const healingUnits: readonly GuestFile[] = [service, timer];
