import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";

import { healingUnits } from "../../../components/release-tool/healing-units";
import { itWith } from "../../support/it-with";

const verifier = itWith("systemd-analyze");

describe("healingUnits", () => {
  it("are a service and the timer that is switched on", () => {
    expect(healingUnits.map(({ path, mode, onChange }) => [path, mode, onChange])).toEqual([
      ["/etc/systemd/system/moco-healing.service", "0644", "systemctl daemon-reload"],
      [
        "/etc/systemd/system/moco-healing.timer",
        "0644",
        "systemctl daemon-reload && systemctl enable --now moco-healing.timer",
      ],
    ]);
  });

  it("run the release tool, which waits for no network and starts no Docker", () => {
    const [service] = healingUnits;
    const lines = service?.content.split("\n");
    expect(lines).toEqual(
      expect.arrayContaining([
        "Requisite=docker.service",
        "ExecStart=/usr/local/sbin/moco-release heal",
        "CapabilityBoundingSet=",
        "PrivateNetwork=yes",
        "ProtectSystem=strict",
        "ReadWritePaths=-/opt/stacks",
      ]),
    );
  });

  verifier("are units that systemd understands", () => {
    const directory = mkdtempSync(join(tmpdir(), "healing-units-"));
    try {
      const files = healingUnits.map(({ path, content }) => {
        const file = join(directory, basename(path));
        writeFileSync(file, content.replace("/usr/local/sbin/moco-release", "/bin/true"));
        return file;
      });
      expect(() => execFileSync("systemd-analyze", ["verify", "--man=no", ...files])).not.toThrow();
    } finally {
      rmSync(directory, { recursive: true });
    }
  });
});
