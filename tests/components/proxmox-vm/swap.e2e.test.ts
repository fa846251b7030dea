import execa from "execa";
import { images, ownLabel } from "@moco-sandbox/world";

import { swapFiles } from "../../../components/proxmox-vm/swap";
import type { Size } from "../../../model/basics/units";

// Real files in a container that runs nothing else; what would change the swap of the machine below it is noted down.

const guestImage = process.env["MOCO_TEST_GUEST_IMAGE"] ?? images.guest;
const file = "/var/lib/moco/swapfile";
let container = "";

async function run(script: string): Promise<execa.ExecaReturnValue> {
  const words = ["exec", "-i", container, "bash", "-s"];
  return execa("docker", words, { input: script, reject: false });
}

/** Runs the script for a size, and gives what it told the kernel beside what it said. */
async function use(size: Size): Promise<unknown> {
  const script = swapFiles(size).find(({ path }) => path === "/usr/local/sbin/moco-swap");
  await run("rm -f /calls; touch /calls");
  const { exitCode, stderr } = await run(script?.content ?? "exit 99");
  return { exitCode, stderr, calls: (await run("cat /calls")).stdout.split("\n") };
}

const note = `cat >/usr/local/sbin/note <<'END'
#!/bin/sh
name=\${0##*/}
if [ "$1" = --noheadings ]; then cat /active; exit; fi
echo "$name $*" >>/calls
case $name in
  swapon) echo "$1" >/active ;;
  swapoff) [ -e /busy ] && exit 1; : >/active ;;
esac
END
chmod 755 /usr/local/sbin/note
for name in swapon swapoff sysctl; do ln -s note "/usr/local/sbin/$name"; done
touch /active`;

beforeAll(async () => {
  const labels = ["--label", `${ownLabel}=true`];
  const args = ["run", "-d", "--rm", ...labels, "--network", "none", "--hostname", "pm1-apps"];
  container = (await execa("docker", [...args, "--entrypoint", "sleep", guestImage, "900"])).stdout;
  await run(note);
});

afterAll(async () => {
  await execa("docker", ["rm", "--force", container]);
});

describe("a guest's swap", () => {
  it("is a file that only root reads, of the size that was asked for", async () => {
    expect(await use("256m")).toEqual({
      exitCode: 0,
      stderr: "",
      calls: [`swapon ${file}`, "sysctl --quiet vm.swappiness=10"],
    });
    const { stdout } = await run(`stat -c '%a %U %s' ${file}; blkid -o value -s TYPE ${file}`);
    expect(stdout).toBe(`600 root ${String(256 * 1_024 ** 2)}\nswap`);
  });

  it("is used as it is at the next boot, and left alone while it is used", async () => {
    const before = (await run(`stat -c '%i %Y' ${file}`)).stdout;
    expect(await use("256m")).toMatchObject({ calls: ["sysctl --quiet vm.swappiness=10"] });
    await run(": >/active");
    expect(await use("256m")).toMatchObject({ calls: [`swapon ${file}`, expect.anything()] });
    expect((await run(`stat -c '%i %Y' ${file}`)).stdout).toBe(before);
  });

  it("is made anew with another size", async () => {
    expect(await use("300m")).toMatchObject({
      exitCode: 0,
      calls: [`swapoff ${file}`, `swapon ${file}`, "sysctl --quiet vm.swappiness=10"],
    });
    expect((await run(`stat -c %s ${file}; ls -A /var/lib/moco`)).stdout).toBe(
      `${String(300 * 1_024 ** 2)}\nswapfile`,
    );
  });

  it("stays when it is needed, or when the disk has no room for another one", async () => {
    await run("touch /busy");
    expect(await use("256m")).toEqual({
      exitCode: 1,
      stderr: `moco-swap: ${file} is needed at the moment and was left as it is. Try again when more memory is free.`,
      calls: [`swapoff ${file}`],
    });
    expect(await use("16777216g")).toEqual({
      exitCode: 1,
      stderr: expect.stringMatching(
        /^moco-swap: \d+ MiB are free on the system disk, and 17179869184 MiB of swap need 1024 more\. Make room, give pm1-apps a larger systemDisk or less swap\.$/,
      ) as string,
      calls: [""],
    });
    expect((await run(`stat -c %s ${file}; ls -A /var/lib/moco`)).stdout).toBe(
      `${String(300 * 1_024 ** 2)}\nswapfile`,
    );
  });
});
