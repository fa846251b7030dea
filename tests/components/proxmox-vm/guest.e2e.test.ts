import execa from "execa";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { renderReadyScript } from "../../../components/proxmox-vm/ready-script";
import { renderUserData } from "../../../components/proxmox-vm/user-data";
import { machineArguments, renderInitArguments } from "../../../sandbox/machines/machine-arguments";
import { images, namePrefix, ownLabel } from "../../../sandbox/world";
import { aGuestsFiles } from "../../support/proxmox-vm-fixture";

const guestImage = process.env["MOCO_TEST_GUEST_IMAGE"] ?? images.guest;
const name = `${namePrefix}-test-first-boot`;
const subnet = "172.28.77.0/24";
const [gateway, address] = ["172.28.77.1", "172.28.77.10"] as const;
const files = aGuestsFiles(address, gateway);
let folder = "";

async function docker(...args: readonly string[]): Promise<string> {
  return (await execa("docker", args)).stdout;
}

async function onGuest(script: string): Promise<execa.ExecaReturnValue> {
  return execa("docker", ["exec", "-i", name, "bash", "-s"], { input: script, reject: false });
}

function ssh(command: string): execa.ExecaChildProcess {
  return execa(
    "ssh",
    [
      ...["-i", join(folder, "operator"), "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes"],
      ...["-o", `UserKnownHostsFile=${join(folder, "known_hosts")}`],
      ...["-o", "StrictHostKeyChecking=yes", `ops@${address}`, command],
    ],
    { reject: false },
  );
}

async function startGuest(dataVolume: readonly string[]): Promise<void> {
  await execa("docker", ["rm", "--force", "--volumes", name], { reject: false });
  const cgroups = await docker("info", "-f", "{{.CgroupVersion}}");
  await docker(
    ...["run", "--detach", "--name", name, "--hostname", "pm1-apps", "--label", `${ownLabel}=true`],
    ...["--network", name, "--ip", address, ...machineArguments, ...dataVolume],
    ...["--entrypoint", "/usr/local/sbin/machine-init"],
    ...["--volume", `${join(folder, "seed")}:/var/lib/cloud/seed/nocloud:ro`, guestImage],
    ...renderInitArguments(cgroups),
  );
  // Until its systemd is there, nothing can be asked.
  for (let attempt = 0; attempt < 100; attempt += 1) {
    if ((await onGuest("test -d /run/cloud-init")).exitCode === 0) return;
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function removeAll(): Promise<void> {
  const quietly = { reject: false } as const;
  await execa("docker", ["rm", "--force", "--volumes", name], quietly);
  await execa("docker", ["network", "rm", name], quietly);
  await execa("docker", ["volume", "rm", name], quietly);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "moco-guest-"));
  await removeAll();
  for (const key of ["operator", "host"]) {
    await execa("ssh-keygen", ["-q", "-t", "ed25519", "-N", "", "-f", join(folder, key)]);
  }
  const read = (file: string): string => readFileSync(join(folder, file), "utf8");
  const hostKey = { public: read("host.pub").trim(), private: read("host") };
  await execa("mkdir", [join(folder, "seed")]);
  writeFileSync(
    join(folder, "seed", "user-data"),
    renderUserData({
      guest: "pm1-apps",
      login: { user: "ops", authorizedKeys: [read("operator.pub").trim()] },
      hostKey,
      files,
    }),
  );
  writeFileSync(join(folder, "seed", "meta-data"), "instance-id: i-1\n");
  writeFileSync(join(folder, "known_hosts"), `${address} ${hostKey.public}\n`);
  await docker("network", "create", "--label", `${ownLabel}=true`, "--subnet", subnet, name);
  await docker("volume", "create", "--label", `${ownLabel}=true`, name);
  await startGuest(["--volume", `${name}:/srv/data`]);
}, 120_000);

afterAll(async () => {
  await removeAll();
  rmSync(folder, { recursive: true, force: true });
}, 60_000);

describe("a guest's first boot", () => {
  it("ends ready, and a second run of the ready script changes nothing", async () => {
    expect(await onGuest(renderReadyScript(files))).toMatchObject({ exitCode: 0, stdout: "" });
    expect(await onGuest(renderReadyScript(files))).toMatchObject({ exitCode: 0, stdout: "" });
  }, 120_000);

  it.each([
    ["cloud-init schema", "cloud-init schema -c /var/lib/cloud/seed/nocloud/user-data"],
    ["sshd", "sshd -t"],
    ["nft", "nft --check --file /etc/moco/firewall.nft"],
    ["systemd, the firewall's unit", "systemd-analyze verify moco-firewall.service"],
    ["systemd, Docker's drop-in", "systemd-analyze verify docker.service"],
    ["dockerd", "dockerd --validate --config-file /etc/docker/daemon.json"],
    ["fail2ban", "fail2ban-client -t"],
    ["apt", "apt-config dump | grep -q 'Unattended-Upgrade::Automatic-Reboot \"false\"'"],
    ["journald", "systemd-analyze cat-config systemd/journald.conf | grep -q SystemMaxUse=1G"],
  ])("writes what %s accepts", async (_, command) => {
    expect(await onGuest(command)).toMatchObject({ exitCode: 0 });
  });

  it("starts what a guest needs", async () => {
    const units = ["docker", "ssh", "fail2ban", "moco-firewall"];
    const { stdout } = await onGuest(`systemctl is-active ${units.join(" ")}`);
    expect(stdout).toBe(units.map(() => "active").join("\n"));
  });

  it("keeps Docker's data and the stacks on the data disk", async () => {
    const { stdout } = await onGuest(
      "docker info -f '{{.DockerRootDir}}'; readlink /opt/stacks; cat /srv/data/.moco-data",
    );
    expect(stdout).toBe("/srv/data/docker\n/srv/data/stacks\npm1-apps");
  });

  it("lets only ops in, by key and by the pinned host key", async () => {
    const { stdout } = await ssh("id -un && sudo id -un && docker ps -q | wc -l");
    expect(stdout).toBe("ops\nroot\n0");
    const { stdout: settings } = await onGuest("sshd -T");
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
    const session = ssh("echo before; sudo systemctl reload moco-firewall; sleep 1; echo after");
    expect((await session).stdout).toBe("before\nafter");
  });

  it("drops what no flow names", async () => {
    await onGuest("systemd-run --quiet python3 -m http.server 81; sleep 1");
    const { stdout } = await onGuest(
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
  it("changes files in place and says which", async () => {
    const changed = files.map((file) =>
      file.path.endsWith("10-moco.conf")
        ? { ...file, content: file.content.replace("MaxAuthTries 4", "MaxAuthTries 3") }
        : file,
    );
    expect(await onGuest(renderReadyScript(changed))).toMatchObject({
      exitCode: 0,
      stdout: "changed /etc/ssh/sshd_config.d/10-moco.conf",
    });
    expect((await onGuest("sshd -T | grep maxauthtries")).stdout).toBe("maxauthtries 3");
  });

  it("keeps the old file when the new one is not valid", async () => {
    const broken = files.map((file) =>
      file.path.endsWith("firewall.nft") ? { ...file, content: "table {\n" } : file,
    );
    const before = await onGuest("sha256sum /etc/moco/firewall.nft");
    const { exitCode, stderr } = await onGuest(renderReadyScript(broken));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "/etc/moco/firewall.nft was refused by: nft --check --file. The guest keeps the file it had.",
    );
    expect((await onGuest("sha256sum /etc/moco/firewall.nft")).stdout).toBe(before.stdout);
  });
});

describe("a guest with the wrong data disk, or none", () => {
  it("starts no Docker on another guest's disk, and says whose it is", async () => {
    await onGuest("systemctl stop docker.socket docker; echo pm1-other >/srv/data/.moco-data");
    await startGuest(["--volume", `${name}:/srv/data`]);
    const { exitCode, stderr } = await onGuest(renderReadyScript(files));
    expect(exitCode).toBe(1);
    expect(stderr).toContain(
      "moco-data-disk: the disk at /srv/data belongs to pm1-other, this is pm1-apps. Attach the right disk.",
    );
    expect((await onGuest("systemctl start docker; systemctl is-active docker")).stdout).toBe(
      "inactive",
    );
  }, 180_000);

  it("starts no Docker without one, even when told to", async () => {
    await startGuest([]);
    await onGuest("cloud-init status --wait; systemctl unmask --runtime docker docker.socket");
    const { stdout } = await onGuest(
      "systemctl start docker; systemctl show -P AssertResult -P ActiveState docker",
    );
    expect(stdout.split("\n").sort()).toEqual(["inactive", "no"]);
  }, 180_000);
});
