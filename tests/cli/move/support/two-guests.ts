import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { namePrefix } from "@moco-sandbox/world";

import { type GuestShell, sshShell } from "../../../../cli/move/guest-shell";
import { labelsOf } from "../../../../components/compose-service/compose-file";
import type { PlacedService } from "../../../../model/service/placed-service";
import { aProbe } from "../../../components/compose-service/support/a-probe";
import { ReleaseGuest } from "../../../components/compose-service/support/release-guest";

/** A service with a volume, as its guest has it. */
export function aKeeper(): PlacedService {
  return {
    ...aProbe("notes", { mounts: { "/data": "files" } }),
    volumes: { files: { backup: { exempt: "a test" } } },
  };
}

/** Two guests with the release tool, and a shell that reaches them as `npm run move` does. */
export interface TwoGuests {
  readonly apps: ReleaseGuest;
  readonly mgmt: ReleaseGuest;
  readonly shell: GuestShell;
  readonly remove: () => Promise<void>;
}

/** What the program makes on a guest before it applies a release there. */
export async function makeVolume(guest: ReleaseGuest, service: PlacedService): Promise<void> {
  const labels = Object.entries(labelsOf(service)).map(([key, text]) => `--label=${key}=${text}`);
  await guest.machine.succeed(["docker", "volume", "create", ...labels, `${service.name}-files`]);
}

export async function startTwoGuests(): Promise<TwoGuests> {
  const [apps, mgmt] = await Promise.all([
    ReleaseGuest.start("move-apps", ["notes"]),
    ReleaseGuest.start("move-mgmt", ["notes"]),
  ]);
  const folder = mkdtempSync(join(tmpdir(), "moco-move-"));
  // An ssh that goes into the guest's container; its last words are user@host and the command.
  const ssh = join(folder, "ssh");
  writeFileSync(
    ssh,
    `#!/bin/bash\nhost=\${@: -2:1}\nexec docker exec -i "${namePrefix}-test-move-\${host#ops@}" sh -c "\${@: -1}"\n`,
    { mode: 0o755 },
  );
  const connection = (host: string) => ({ host, port: 22, user: "ops", hostKey: "ssh-ed25519 A" });
  return {
    apps,
    mgmt,
    shell: sshShell({ "pm1-apps": connection("apps"), "pm1-mgmt": connection("mgmt") }, ssh),
    remove: async () => {
      rmSync(folder, { recursive: true });
      await Promise.all([apps.remove(), mgmt.remove()]);
    },
  };
}
