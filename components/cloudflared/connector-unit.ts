/** Where a connector answers for its health; on loopback only. */
export const metricsAddress = "127.0.0.1:20241";

export const connectorUnitPath = "/etc/systemd/system/cloudflared.service";
export const connectorTokenPath = "/etc/cloudflared/token";
export const connectorUser = "cloudflared";

/** The systemd unit of a connector; says nothing that differs between versions of cloudflared. */
export function renderConnectorUnit(tunnel: string): string {
  return `[Unit]
Description=Connector of the Cloudflare tunnel ${tunnel}
Documentation=https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
User=${connectorUser}
Group=${connectorUser}
ExecStart=/usr/local/bin/cloudflared tunnel --no-autoupdate --metrics ${metricsAddress} run --token-file ${connectorTokenPath}
Restart=always
RestartSec=5
# cloudflared lets requests end for up to 30 s after SIGTERM.
TimeoutStopSec=40

CapabilityBoundingSet=
AmbientCapabilities=
LockPersonality=yes
NoNewPrivileges=yes
PrivateDevices=yes
PrivateTmp=yes
ProtectClock=yes
ProtectControlGroups=yes
ProtectHome=yes
ProtectHostname=yes
ProtectKernelLogs=yes
ProtectKernelModules=yes
ProtectKernelTunables=yes
ProtectProc=invisible
ProtectSystem=strict
RemoveIPC=yes
RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX AF_NETLINK
RestrictNamespaces=yes
RestrictRealtime=yes
RestrictSUIDSGID=yes
SystemCallArchitectures=native
UMask=0077

[Install]
WantedBy=multi-user.target
`;
}
