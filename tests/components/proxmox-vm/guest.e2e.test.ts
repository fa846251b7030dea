import execa from "execa";

import { BootedGuest } from "./booted-guest";

const guest = new BootedGuest("first-boot", "172.28.77");
const { address, files } = guest;

beforeAll(async () => {
  await guest.prepare();
  await guest.start();
}, 120_000);

afterAll(async () => {
  await guest.destroy();
}, 60_000);

describe("a guest's first boot", () => {
  it("ends ready, and a second run of the ready script changes nothing", async () => {
    expect(await guest.ready()).toMatchObject({ exitCode: 0, stdout: "" });
    expect(await guest.ready()).toMatchObject({ exitCode: 0, stdout: "" });
  }, 120_000);

  it.each([
    ["cloud-init schema", "cloud-init schema -c /var/lib/cloud/seed/nocloud/user-data"],
    ["sshd", "sshd -t"],
    ["nft", "nft --check --file /etc/moco/firewall.nft"],
    ["systemd, the firewall's unit", "systemd-analyze verify moco-firewall.service"],
    ["systemd, Docker's drop-in", "systemd-analyze verify docker.service"],
    ["systemd, the disk's unit", "systemd-analyze verify moco-system-disk.service"],
    ["systemd, the swap's unit", "systemd-analyze verify moco-swap.service"],
    ["dockerd", "dockerd --validate --config-file /etc/docker/daemon.json"],
    ["fail2ban", "fail2ban-client -t"],
    ["apt", "apt-config dump | grep -q 'Unattended-Upgrade::Automatic-Reboot \"false\"'"],
    ["journald", "systemd-analyze cat-config systemd/journald.conf | grep -q SystemMaxUse=1G"],
  ])("writes what %s accepts", async (_, command) => {
    expect(await guest.run(command)).toMatchObject({ exitCode: 0 });
  });

  it("starts what a guest needs", async () => {
    const units = ["docker", "ssh", "fail2ban", "moco-firewall"];
    const { stdout } = await guest.run(`systemctl is-active ${units.join(" ")}`);
    expect(stdout).toBe(units.map(() => "active").join("\n"));
  });

  // Here they would be those of the machine below.
  it.each(["moco-swap", "moco-system-disk"])(
    "leaves %s to machines, at every boot",
    async (unit) => {
      const { stdout } = await guest.run(
        `systemctl start ${unit}; systemctl show -P UnitFileState -P ConditionResult -P ActiveState ${unit}`,
      );
      expect(stdout.split("\n").sort()).toEqual(["enabled", "inactive", "no"]);
      expect((await guest.run("ls /var/lib/moco")).stdout).not.toContain("swapfile");
    },
  );

  it("keeps Docker's data and the stacks on the data disk", async () => {
    const { stdout } = await guest.run(
      "docker info -f '{{.DockerRootDir}}'; readlink /opt/stacks; cat /srv/data/.moco-data",
    );
    expect(stdout).toBe("/srv/data/docker\n/srv/data/stacks\npm1-apps");
  });

  it("lets only ops in, by key and by the pinned host key", async () => {
    const { stdout } = await guest.ssh("id -un && sudo id -un && docker ps -q | wc -l");
    expect(stdout).toBe("ops\nroot\n0");
    const { stdout: settings } = await guest.run("sshd -T");
    expect(settings.split("\n")).toEqual(
      expect.arrayContaining([
        "passwordauthentication no",
        "permitrootlogin no",
        "allowusers ops",
        "maxstartups 100:30:200",
        "hostkey /etc/ssh/ssh_host_ed25519_key",
      ]),
    );
  });

  it("reloads its firewall without cutting a session off", async () => {
    const session = guest.ssh(
      "echo before; sudo systemctl reload moco-firewall; sleep 1; echo after",
    );
    expect((await session).stdout).toBe("before\nafter");
  });

  it("drops what no flow names", async () => {
    await guest.run("systemd-run --quiet python3 -m http.server 81; sleep 1");
    const { stdout } = await guest.run(
      `curl -s -o /dev/null -w '%{http_code}' http://${address}:81/`,
    );
    expect(stdout).toBe("200");
    const outside = await execa("curl", ["-s", "-m", "2", `http://${address}:81/`], {
      reject: false,
    });
    expect(outside.exitCode).toBe(28);
  });
});

describe("the ready script", () => {
  it("lets nobody in whose key was taken out", async () => {
    const none = files.map((file) =>
      file.path === "/etc/moco/authorized_keys" ? { ...file, content: "" } : file,
    );
    expect(await guest.ready(none)).toMatchObject({ stdout: "changed /etc/moco/authorized_keys" });
    await expect(guest.ssh("true")).resolves.toMatchObject({
      exitCode: 255,
      stderr: expect.stringContaining("Permission denied (publickey)") as string,
    });
    await guest.ready();
    await expect(guest.ssh("id -un")).resolves.toMatchObject({ stdout: "ops" });
  });

  it("changes files in place and says which", async () => {
    const changed = files.map((file) =>
      file.path.endsWith("10-moco.conf")
        ? { ...file, content: file.content.replace("MaxAuthTries 4", "MaxAuthTries 3") }
        : file,
    );
    expect(await guest.ready(changed)).toMatchObject({
      exitCode: 0,
      stdout: "changed /etc/ssh/sshd_config.d/10-moco.conf",
    });
    expect((await guest.run("sshd -T | grep maxauthtries")).stdout).toBe("maxauthtries 3");
  });

  it("keeps the old file when the new one is not valid", async () => {
    const broken = files.map((file) =>
      file.path.endsWith("firewall.nft") ? { ...file, content: "table {\n" } : file,
    );
    const before = await guest.run("sha256sum /etc/moco/firewall.nft");
    const { exitCode, stderr } = await guest.ready(broken);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "/etc/moco/firewall.nft was refused by: nft --check --file. The guest keeps the file it had.",
    );
    expect((await guest.run("sha256sum /etc/moco/firewall.nft")).stdout).toBe(before.stdout);
  });
});

describe("a guest with the wrong data disk, or none", () => {
  it("starts no Docker on another guest's disk, and says whose it is", async () => {
    await guest.run("systemctl stop docker.socket docker; echo pm1-other >/srv/data/.moco-data");
    await guest.start();
    const { exitCode, stderr } = await guest.ready();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "moco-data-disk: the disk at /srv/data belongs to pm1-other, this is pm1-apps. Attach the right disk.",
    );
    expect((await guest.run("systemctl start docker; systemctl is-active docker")).stdout).toBe(
      "inactive",
    );
  }, 180_000);

  it("starts no Docker without one, even when told to", async () => {
    await guest.start({ dataDisk: false });
    await guest.run("cloud-init status --wait; systemctl unmask --runtime docker docker.socket");
    const { stdout } = await guest.run(
      "systemctl start docker; systemctl show -P AssertResult -P ActiveState docker",
    );
    expect(stdout.split("\n").sort()).toEqual(["inactive", "no"]);
  }, 180_000);
});
