import { systemDiskScript } from "../../../components/proxmox-vm/system-disk";
import { GuestMachine, type GuestRun } from "../../support/guest-machine";

/** resize2fs for a container, which may not grow what is mounted; a machine may. */
const resizeUnmounted = `#!/bin/sh
umount /mnt/root && e2fsck -fp "$1" >/dev/null && /usr/sbin/resize2fs "$1" && mount "$1" /mnt/root
`;

let guest: GuestMachine;
let device = "";

function onGuest(script: string): Promise<GuestRun> {
  return guest.run(["bash", "-c", script]);
}

function systemDisk(gibibytes?: string): Promise<GuestRun> {
  return guest.run([systemDiskScript.path, ...(gibibytes === undefined ? [] : [gibibytes])]);
}

async function mebibytes(): Promise<number> {
  const { stdout } = await onGuest("df --block-size=1M --output=size /mnt/root | tail -n 1");
  return Number(stdout);
}

// A machine's disk is here a file behind a loop device: partitioned like Debian's cloud image, whose root is number
// 1 and lies behind the partitions that boot it.
beforeAll(async () => {
  guest = await GuestMachine.start("system-disk");
  const content = systemDiskScript.content.replace("mount_point=/\n", "mount_point=/mnt/root\n");
  await guest.install(systemDiskScript.path, content);
  device = (
    await guest.succeed([
      "bash",
      "-c",
      `set -e
       for n in $(seq 0 31); do [ -e /dev/loop$n ] || mknod /dev/loop$n b 7 $n; done
       [ -e /dev/loop-control ] || mknod /dev/loop-control c 10 237
       truncate --size 1G /var/lib/docker/system
       printf 'label: gpt\\n15: start=2048, size=20480\\n1: start=262144\\n' | sfdisk -q /var/lib/docker/system
       device=$(losetup --find --show /var/lib/docker/system)
       echo "$device"
       # By hand: a kernel need not know partition tables, nor a container see its device nodes. A loop device
       # keeps the partitions of an earlier run.
       partx --delete "$device" 2>/dev/null || true
       partx --add "$device"
       mknod "\${device}p1" b $(tr : ' ' <"/sys/class/block/\${device#/dev/}p1/dev")
       mkfs.ext4 -q "\${device}p1"
       mkdir -p /mnt/root
       mount "\${device}p1" /mnt/root
       echo kept >/mnt/root/file`,
    ])
  ).trim();
});

afterAll(async () => {
  await onGuest(`umount /mnt/root; partx --delete ${device}; losetup --detach ${device}`);
  await guest.remove();
});

describe("a guest's system disk", () => {
  it("is not a container's to change", async () => {
    expect(await systemDisk("16")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("is used in full already, and nothing is said", async () => {
    await guest.install("/usr/local/sbin/systemd-detect-virt", "#!/bin/sh\nexit 1\n");
    expect(await systemDisk("1")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("is said to be smaller than it should be", async () => {
    expect(await systemDisk("2")).toEqual({
      exitCode: 0,
      stdout:
        "moco-system-disk: pm1-apps still sees a disk of 1 GiB instead of 2. qm reboot it on its node, and the file system follows.",
      stderr: "",
    });
  });

  it("is used in full once it is larger: its partition first, then the file system", async () => {
    expect(await mebibytes()).toBeLessThan(1_024);
    await onGuest(`truncate --size 3G /var/lib/docker/system; losetup --set-capacity ${device}`);
    await guest.install("/usr/local/sbin/resize2fs", resizeUnmounted);
    const { exitCode, stdout, stderr } = await systemDisk("3");
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: "" });
    expect(stdout).toMatch(/ is now \d+ \(4k\) blocks long\.\s*$/);
    expect(await mebibytes()).toBeGreaterThan(2_500);
    expect((await onGuest("cat /mnt/root/file")).stdout).toBe("kept");
    expect(
      (await onGuest(`sfdisk --json ${device} | jq '.partitiontable.partitions | length'`)).stdout,
    ).toBe("2");
    expect(await systemDisk("3")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });
});
