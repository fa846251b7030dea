import execa from "execa";
import { buildImage } from "@moco-sandbox/images/build-image";
import { ensureMachineImages } from "@moco-sandbox/images/ensure-images";
import { docker } from "@moco-sandbox/world/docker-command";

import { BootedGuest } from "./booted-guest";

const guest = new BootedGuest("shutdown", "172.28.78");
const asleep = "docker exec --detach database psql -U n8n -c 'select pg_sleep(600)'";

/** Puts an image of this machine's into the guest's Docker. */
async function load(image: string): Promise<void> {
  const pipe = 'docker save "$1" | docker exec -i "$2" docker load -q';
  await execa("bash", ["-o", "pipefail", "-c", pipe, "load", image, guest.name]);
}

/** Started when, as which process: the same as long as nobody restarted it. */
async function running(): Promise<string> {
  const format = "{{.State.StartedAt}} {{.State.Pid}} {{.State.Running}}";
  return (await guest.run(`docker inspect -f '${format}' database`)).stdout;
}

beforeAll(async () => {
  const { base } = await ensureMachineImages(() => undefined);
  const postgres = await buildImage({ name: "postgres" }, base, () => undefined);
  await guest.prepare();
  await guest.start();
  await guest.ready();
  await load(postgres);
  // As a release runs it.
  await guest.run(`docker run --detach --name database --restart unless-stopped --stop-timeout 60 \\
    --user 70:70 --tmpfs /var/run/postgresql:uid=70 --volume data:/var/lib/postgresql/data \\
    --env POSTGRES_USER=n8n --env POSTGRES_PASSWORD=test \\
    --env PGDATA=/var/lib/postgresql/data/pgdata ${postgres}`);
  await guest.until("docker exec database pg_isready -q -U n8n -h 127.0.0.1");
});

afterAll(async () => {
  await guest.destroy();
});

describe("Docker on a guest", () => {
  it("is restarted by a change of its configuration, which takes effect and stops no service", async () => {
    const before = await running();
    const changed = guest.files.map((file) =>
      file.path === "/etc/docker/daemon.json"
        ? { ...file, content: file.content.replace("172.31.0.0/16", "172.27.0.0/16") }
        : file,
    );
    expect(await guest.ready(changed)).toMatchObject({ stdout: "changed /etc/docker/daemon.json" });
    expect(await running()).toBe(before);
    const { stdout } = await guest.run("docker info -f '{{.DefaultAddressPools}}'");
    expect(stdout).toBe("[{172.27.0.0/16 24}]");
  });

  it("takes its configuration over while it runs, too", async () => {
    const { stdout } = await guest.run(
      "systemctl reload docker; sleep 1; journalctl -u docker -n 1 -o cat",
    );
    expect(stdout).toContain("Reloaded configuration");
  });

  it("leaves services alone when it crashes", async () => {
    const before = await running();
    await guest.run("kill -9 $(pidof dockerd)");
    await guest.until("docker info");
    expect(await running()).toBe(before);
  });
});

describe("a guest that shuts down", () => {
  it("stops its services in order, and has them back after the boot", async () => {
    const since = new Date().toISOString();
    await guest.run(asleep);
    await docker(["stop", guest.name]);
    // 137 is Docker's SIGKILL, for a machine that hangs.
    expect(await docker(["inspect", "-f", "{{.State.ExitCode}}", guest.name])).not.toBe("137");
    await docker(["start", guest.name]);
    await guest.until("docker exec database pg_isready -q -U n8n");
    const said = await guest.run(`docker logs --since ${since} database 2>&1`);
    expect(said.stdout).toMatch(
      /received fast shutdown request[^]*database system is shut down[^]*starting PostgreSQL/,
    );
    expect(said.stdout).not.toMatch(/interrupted|not properly shut down|recovery/);
  });

  it("leaves its configuration as it was", async () => {
    const { stdout } = await guest.run("docker info -f '{{.LiveRestoreEnabled}}'");
    expect(stdout).toBe("true");
  });

  it("does not start again what a person stopped", async () => {
    await guest.run("docker stop database");
    await docker(["restart", guest.name]);
    await guest.until("docker info");
    expect(await running()).toMatch(/ false$/);
  });
});
