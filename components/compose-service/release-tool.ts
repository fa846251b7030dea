import { readFileSync } from "node:fs";
import { join } from "node:path";

import type { GuestFile } from "../proxmox-vm/guest-file";

/** Where every guest with services has it. */
export const releaseToolPath = "/usr/local/sbin/moco-release";

/** The program that makes releases run on a guest: `moco-release --help` there says what it can do. */
export const releaseTool: GuestFile = {
  path: releaseToolPath,
  mode: "0755",
  content: readFileSync(join(__dirname, "moco-release.py"), "utf8"),
};
