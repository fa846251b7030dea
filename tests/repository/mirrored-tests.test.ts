import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "../../sandbox/world";

/** Parts without a test of their own, and the test that shows everything they do. */
const provedBy: Readonly<Record<string, string>> = {
  "components/location-network/address-plan.ts": "location-network/check-location-plan",
  "components/location-network/check-flows.ts": "location-network/flow",
  "components/location-network/check-guests.ts": "location-network/check-location-plan",
  "components/location-network/check-range.ts": "location-network/check-location-plan",
  "components/location-network/check-vlans.ts": "location-network/check-location-plan",
  "components/location-network/ipv4-range.ts": "location-network/check-location-plan",
  "components/proxmox-vm/cloud-image.ts": "proxmox-vm",
  "components/proxmox-vm/first-boot-script.ts": "proxmox-vm/user-data",
  "components/proxmox-vm/guest-rules.ts": "proxmox-vm",
  "components/proxmox-vm/hardening.ts": "proxmox-vm/user-data",
  "components/proxmox-vm/sshd-config.ts": "proxmox-vm/user-data",
  "components/proxmox-vm/system-files.ts": "proxmox-vm/user-data",
  "components/proxmox-vm/vm-settings.ts": "proxmox-vm",
};

describe("components", () => {
  const files = sourcesBelow("components").filter(hasBehaviour);

  it("are found", () => {
    expect(files.length).toBeGreaterThan(10);
  });

  it.each(files)("have a test in the same place under tests/: %s", (file) => {
    const own = file.replace(/\.ts$/, "");
    const proof = provedBy[file];
    const test = `tests/${proof === undefined ? own : `components/${proof}`}`;
    const found = [`${test}.test.ts`, `${test}.e2e.test.ts`].some((path) =>
      existsSync(join(repositoryRoot, path)),
    );
    expect(found).toBe(true);
  });
});

/** Types and constants need no test. */
function hasBehaviour(file: string): boolean {
  const text = readFileSync(join(repositoryRoot, file), "utf8");
  return /^export (async )?(function|class) /m.test(text);
}

function sourcesBelow(folder: string): readonly string[] {
  return readdirSync(join(repositoryRoot, folder))
    .flatMap((name) => {
      const path = `${folder}/${name}`;
      return statSync(join(repositoryRoot, path)).isDirectory() ? sourcesBelow(path) : [path];
    })
    .filter((path) => path.endsWith(".ts"));
}
