import execa from "execa";
import { images, ownLabel } from "@moco-sandbox/world";

import { packagesScript } from "../../../components/proxmox-vm/packages-script";

// A guest's image in a container that runs nothing else, with a mirror of its own: a folder.

const guestImage = process.env["MOCO_TEST_GUEST_IMAGE"] ?? images.guest;
let container = "";

async function run(script: string): Promise<execa.ExecaReturnValue> {
  const words = ["exec", "-i", container, "bash", "-s"];
  return execa("docker", words, { input: script, reject: false });
}

const mirror = `set -e
rm -rf /etc/apt/sources.list* /var/lib/apt/lists/*
mkdir -p /mirror /etc/apt/sources.list.d
echo 'deb [trusted=yes] file:/mirror ./' >/etc/apt/sources.list.d/mirror.list
cd /mirror
for name in apparmor jq qemu-guest-agent systemd-timesyncd; do
  mkdir -p "$name/DEBIAN"
  printf 'Package: %s\\nVersion: 1\\nArchitecture: all\\nMaintainer: test <test@example.org>\\nDescription: test\\n' "$name" |
    tee "$name/DEBIAN/control" >>Packages
  dpkg-deb --build "$name" . >/dev/null
  file=\${name}_1_all.deb
  printf 'Filename: ./%s\\nSize: %s\\nSHA256: %s\\n\\n' "$file" "$(stat -c %s "$file")" "$(sha256sum <"$file" | cut -d ' ' -f 1)" >>Packages
done
dpkg --purge --force-depends jq systemd-timesyncd >/dev/null 2>&1`;

/** What apt's own timers do: they hold its locks, here until the file /release is there. */
const holdLocks = `import fcntl, os, time
held = [open(path, "w") for path in ("/var/lib/apt/lists/lock", "/var/lib/dpkg/lock-frontend")]
for file in held:
    fcntl.lockf(file, fcntl.LOCK_EX)
open("/held", "w").close()
while not os.path.exists("/release"):
    time.sleep(0.1)
`;

beforeAll(async () => {
  const labels = ["--label", `${ownLabel}=true`];
  const args = ["run", "-d", "--rm", ...labels, "--network", "none", "--entrypoint", "sleep"];
  container = (await execa("docker", [...args, guestImage, "900"])).stdout;
  const { exitCode, stderr } = await run(mirror);
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
});

afterAll(async () => {
  await execa("docker", ["rm", "--force", container]);
});

describe("a guest's packages", () => {
  it("are installed once whoever holds apt's locks is done", async () => {
    await run(
      `cat >/hold.py <<'END'\n${holdLocks}END\npython3 /hold.py & until [ -e /held ]; do sleep 0.1; done`,
    );
    const installing = run(
      packagesScript.content.replace(/^set -e/m, "exec > >(tee /said) 2>&1\nset -e"),
    );
    await run(
      "until grep -q 'Could not get lock /var/lib/apt/lists/lock' /said; do sleep 0.2; done; touch /release",
    );
    const { exitCode, stdout } = await installing;
    expect(exitCode).toBe(0);
    expect(stdout).toContain("moco-packages: installing jq\n");
    expect((await run("dpkg-query -Wf '${db:Status-Status}' jq")).stdout).toBe("installed");
  });

  it("are left alone when they are there, and no mirror is asked", async () => {
    await run("rm -rf /mirror-away; mv /mirror /mirror-away");
    expect(await run(packagesScript.content)).toMatchObject({
      exitCode: 0,
      stdout: "moco-packages: all 15 packages are there",
    });
    await run("mv /mirror-away /mirror");
  });

  it("are more on a virtual machine: its agent, its clock, and AppArmor, which Docker only recommends", async () => {
    await run(`mkdir -p /dev/virtio-ports; touch /dev/virtio-ports/org.qemu.guest_agent.0
printf '#!/bin/sh\\nexit 1\\n' >/usr/local/bin/systemd-detect-virt; chmod 755 /usr/local/bin/systemd-detect-virt`);
    const { exitCode, stdout } = await run(packagesScript.content);
    expect(exitCode).toBe(0);
    expect(stdout).toContain(
      "moco-packages: installing qemu-guest-agent apparmor systemd-timesyncd\n",
    );
  });
});
