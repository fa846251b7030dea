import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { renderConnectorUnit } from "../../../components/cloudflared/connector-unit";
import { itWith } from "../../support/it-with";

const verifier = itWith("systemd-analyze");

describe("renderConnectorUnit", () => {
  it("runs cloudflared with a token file, without rights, for ever", () => {
    expect(renderConnectorUnit("pm1-services")).toBe(`[Unit]
Description=Connector of the Cloudflare tunnel pm1-services
Documentation=https://developers.cloudflare.com/cloudflare-one/connections/connect-networks/
Wants=network-online.target
After=network-online.target
StartLimitIntervalSec=0

[Service]
Type=exec
User=cloudflared
Group=cloudflared
ExecStart=/usr/local/bin/cloudflared tunnel --no-autoupdate --metrics 127.0.0.1:20241 run --token-file /etc/cloudflared/token
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
`);
  });

  verifier("is a unit that systemd understands", () => {
    const directory = mkdtempSync(join(tmpdir(), "connector-unit-"));
    try {
      const file = join(directory, "cloudflared.service");
      const unit = renderConnectorUnit("pm1-services");
      writeFileSync(file, unit.replace("/usr/local/bin/cloudflared", "/bin/true"));
      expect(() => execFileSync("systemd-analyze", ["verify", "--man=no", file])).not.toThrow();
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
