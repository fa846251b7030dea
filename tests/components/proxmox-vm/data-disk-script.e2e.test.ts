import { dataDiskScript } from "../../../components/proxmox-vm/data-disk-script";
import { GuestMachine, type GuestRun } from "../../support/guest-machine";

const byId = "/dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_drive-scsi1";

/** resize2fs for a container, which may not grow what is mounted. */
const resizeUnmounted = `#!/bin/sh
umount /srv/data && e2fsck -fp "$1" >/dev/null && /usr/sbin/resize2fs "$1" && mount "$1" /srv/data
`;

let guest: GuestMachine;
let device = "";

function onGuest(script: string): Promise<GuestRun> {
  return guest.run(["bash", "-c", script]);
}

function dataDisk(...args: readonly string[]): Promise<GuestRun> {
  return guest.run([dataDiskScript.path, ...args]);
}

async function mebibytes(): Promise<number> {
  const { stdout } = await onGuest("df --block-size=1M --output=size /srv/data | tail -n 1");
  return Number(stdout);
}

// A disk of a machine is here a file behind a loop device, which grows as a disk does.
beforeAll(async () => {
  guest = await GuestMachine.start("data-disk");
  await guest.install(dataDiskScript.path, dataDiskScript.content);
  await guest.install("/etc/moco/guest", "pm1-apps\n");
  device = (
    await guest.succeed([
      "bash",
      "-c",
      `for n in $(seq 0 31); do [ -e /dev/loop$n ] || mknod /dev/loop$n b 7 $n; done
       [ -e /dev/loop-control ] || mknod /dev/loop-control c 10 237
       truncate --size 1G /var/lib/docker/disk
       losetup --find --show /var/lib/docker/disk`,
    ])
  ).trim();
  await onGuest(`mkdir -p /dev/disk/by-id; ln -s ${device} ${byId}`);
});

afterAll(async () => {
  await onGuest(`umount /srv/data; losetup --detach ${device}`);
  await guest.remove();
});

describe("a guest's data disk", () => {
  it("is formatted when there is nothing on it, mounted, and claimed", async () => {
    const { exitCode, stdout } = await dataDisk();
    expect(exitCode).toBe(0);
    expect(stdout).toContain(`formatting the empty disk ${byId}`);
    expect((await onGuest("cat /srv/data/.moco-data")).stdout).toBe("pm1-apps");
    expect((await onGuest("grep -c '/srv/data ext4' /etc/fstab")).stdout).toBe("1");
    expect((await dataDisk("check")).exitCode).toBe(0);
  });

  it("has nothing to grow by, and says nothing", async () => {
    expect(await dataDisk("grow", "1")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("says what to do as long as the machine does not see its new size", async () => {
    expect(await dataDisk("grow", "2")).toEqual({
      exitCode: 0,
      stdout:
        "moco-data-disk: pm1-apps still sees a disk of 1 GiB instead of 2. A running machine keeps the size that it was started with: qm reboot it on its node, and the file system follows.",
      stderr: "",
    });
  });

  it("says why when it is larger and cannot be used in full", async () => {
    await onGuest(`truncate --size 2G /var/lib/docker/disk; losetup --set-capacity ${device}`);
    const { exitCode, stderr } = await dataDisk("grow", "2");
    expect(exitCode).toBe(1);
    // Here it never can: that takes CAP_SYS_RESOURCE, which a machine has and a container does not.
    expect(stderr).toMatch(/^moco-data-disk: resize2fs .*Permission denied to resize filesystem/s);
  });

  it("is used in full once it is larger", async () => {
    expect(await mebibytes()).toBeLessThan(1_024);
    await onGuest("echo kept >/srv/data/file");
    await guest.install("/usr/local/sbin/resize2fs", resizeUnmounted);
    const { exitCode, stdout } = await dataDisk("grow", "2");
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(/ is now \d+ \(4k\) blocks long\.\s*$/);
    expect(await mebibytes()).toBeGreaterThan(1_500);
    expect((await onGuest("cat /srv/data/file")).stdout).toBe("kept");
    expect(await dataDisk("grow", "2")).toEqual({ exitCode: 0, stdout: "", stderr: "" });
  });

  it("is never formatted when there is anything on it", async () => {
    await onGuest(`umount /srv/data; e2label ${device} other`);
    const { exitCode, stderr } = await dataDisk();
    expect(exitCode).toBe(1);
    expect(stderr).toBe(
      `moco-data-disk: ${byId} holds ext4 and was not set up by moco-infra. Nothing was changed.`,
    );
  });
});
