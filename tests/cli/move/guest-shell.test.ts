import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { sshShell } from "../../../cli/move/guest-shell";
import { pinnedSshOptions } from "../../../components/host/host";

const folder = mkdtempSync(join(tmpdir(), "moco-shell-"));
const ssh = join(folder, "ssh");
const connection = { host: "10.50.0.70", port: 22, user: "ops", hostKey: "ssh-ed25519 AAAA" };
const shell = sshShell({ here: connection, there: { ...connection, host: "10.50.0.10" } }, ssh);

beforeAll(() => {
  // Runs on this machine what is meant for a guest.
  writeFileSync(ssh, '#!/bin/bash\nhost="${@: -2:1}" args="$*" exec sh -c "${@: -1}"\n', {
    mode: 0o755,
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe("sshShell", () => {
  it("reaches a guest by its address, host key pinned", async () => {
    expect(await shell.run("here", 'echo "$args"')).toBe(
      `${pinnedSshOptions(connection).join(" ")} -p 22 ops@10.50.0.70 echo "$args"\n`,
    );
  });

  it("fails with the guest's name and its last words", async () => {
    await expect(shell.run("there", "seq 9 >&2; exit 3")).rejects.toThrow(
      /^there: 5\n6\n7\n8\n9 \(exit code 3\)$/,
    );
    await expect(shell.run("there", "kill $$")).rejects.toThrow(/^there: the command failed$/);
  });

  it("hands bytes from one guest to another, and counts them", async () => {
    const file = join(folder, "received");
    let bytes = 0;
    const from = { guest: "here", command: "head -c 300000 /dev/zero" };
    await shell.pipe(from, { guest: "there", command: `cat > ${file}` }, (more) => (bytes += more));
    expect(bytes).toBe(300_000);
    expect((await shell.run("there", `wc -c < ${file}`)).trim()).toBe("300000");
  });

  it.each([
    ["sends", "echo gone >&2; exit 2", "cat", "here: gone (exit code 2)"],
    [
      "receives",
      "head -c 9000000 /dev/zero || true",
      "echo full >&2; exit 1",
      "there: full (exit code 1)",
    ],
  ])("fails as the guest that %s does", async (_, send, receive, message) => {
    const pipe = shell.pipe(
      { guest: "here", command: send },
      { guest: "there", command: receive },
      () => undefined,
    );
    await expect(pipe).rejects.toThrow(message);
  });
});
