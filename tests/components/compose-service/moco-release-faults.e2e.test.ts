import { readFile } from "node:fs/promises";
import { join } from "node:path";

import { aProbe, aSlowProbe, payloadOf, plantedSecret, serving } from "./support/a-probe";
import { ReleaseGuest, steady } from "./support/release-guest";

let guest: ReleaseGuest;

beforeAll(async () => {
  const services = ["hand", "edited", "watching", "back", "again", "cut", "full", "torn", "gone"];
  guest = await ReleaseGuest.start("release-faults", [...services, "leaky", "unheard"]);
}, 180_000);

afterAll(async () => {
  await guest.remove();
}, 60_000);

jest.setTimeout(180_000);

function page(text: string): { configFiles: Record<string, string> } {
  return { configFiles: { "/www/index.html": text } };
}

describe("what somebody made by hand", () => {
  it("is no service's folder: it is neither taken over nor removed", async () => {
    await guest.shell("mkdir -p /opt/stacks/hand && echo mine > /opt/stacks/hand/compose.yaml");
    const said =
      "hand: /opt/stacks/hand/compose.yaml was not made by moco-release. " +
      "Move the folder away, or give the service another name.";
    const refused = { exitCode: 1, stdout: "", stderr: said };
    expect(await guest.apply(aProbe("hand"))).toEqual(refused);
    expect(await guest.moco("remove", "hand")).toEqual(refused);
    expect(await guest.shell("cd /opt/stacks/hand && cat $(ls -A)")).toBe("mine");
    await guest.shell("rm -r /opt/stacks/hand");
  });

  it("is no service's Compose project: its containers stay", async () => {
    await guest.shell(
      "mkdir -p /root/mine && cd /root/mine && " +
        "echo 'services: { web: { image: \"probe:1\", command: sleep 600 } }' > compose.yaml && " +
        "docker compose -p hand up -d",
    );
    expect((await guest.apply(aProbe("hand"))).stderr).toBe(
      "hand: another Compose project is called hand already, in /root/mine. " +
        "Take it down there with `docker compose down`, or give the service another name.",
    );
    expect((await guest.moco("remove", "hand")).exitCode).toBe(0);
    expect(await guest.shell("docker ps --filter name=hand --format '{{.Names}}'")).toBe(
      "hand-web-1",
    );
    await guest.shell("docker rm -f hand-web-1");
  });

  it("is rolled back where it replaced a link of the service's own", async () => {
    await guest.deploy(aProbe("edited"));
    await guest.shell("sed -i s/64m/65m/ /opt/stacks/edited/compose.yaml");
    await guest.deploy(aProbe("edited", page("second")));
    expect(await guest.answerOf("edited")).toBe("second");
    const memory = "docker inspect -f '{{.HostConfig.Memory}}' edited-edited-web-1";
    expect(await guest.shell(memory)).toBe(String(64 * 1024 * 1024));
    expect(await guest.shell("readlink /opt/stacks/edited/compose.yaml")).toBe(
      "current/compose.yaml",
    );
  });

  it("is rolled back in watched files, also by a release that is unchanged", async () => {
    await guest.deploy(aProbe("edited"));
    const watched = "/opt/stacks/edited/reloaded/web/watched";
    await guest.shell(`echo by-hand > ${watched}/routes.yaml`);
    // As an editor leaves it behind: no text.
    await guest.shell(`printf '\\377\\000' > ${watched}/.routes.yaml.swp`);
    await guest.deploy(aProbe("edited"));
    expect(await guest.shell(`cd ${watched} && cat $(ls -A)`)).toBe("first");
  });
});

describe("a watched folder", () => {
  it("may be a file in the next release, and a folder again in the one after", async () => {
    const folder = aProbe("watching", { reloadedFiles: { "/watched/a/b.yaml": "b" } });
    const file = aProbe("watching", { reloadedFiles: { "/watched/a": "a" } });
    const list = "cd /opt/stacks/watching/reloaded && find . -type f | xargs tail -n +1";
    for (const [release, path] of [
      [folder, "./web/watched/a/b.yaml"],
      [file, "./web/watched/a"],
      [folder, "./web/watched/a/b.yaml"],
    ] as const) {
      await guest.deploy(release);
      expect(await guest.shell(list)).toBe(
        await guest.shell(`cd /opt/stacks/watching/reloaded && tail -n +1 ${path}`),
      );
    }
  });
});

describe("a release that was healthy once", () => {
  const local = "127.0.0.1:9/probe:1";

  it("is still there when going back to it failed", async () => {
    await guest.shell(`docker tag probe:1 ${local}`);
    const old = await guest.deploy(aProbe("back", { image: local }));
    await guest.deploy(aProbe("back"));
    await guest.shell(`docker rmi --no-prune ${local}`);
    const failed = await guest.moco("rollback", "back", old);
    expect(failed.exitCode).toBe(1);
    expect(failed.stderr).toContain("images could not be pulled; nothing was changed.");
    await guest.shell(`docker tag probe:1 ${local}`);
    expect((await guest.moco("rollback", "back", old)).exitCode).toBe(0);
    expect(await guest.releaseOf("back")).toBe(old);
  });

  it("is not taken down when it is applied after an interruption and does not get healthy", async () => {
    const { healthcheck } = aProbe("again").containers["web"]!;
    const command = ["sh", "-c", "fetch 8080 | grep -q first"] as const;
    const picky = { healthcheck: { ...healthcheck, kind: "command", command } } as const;
    const release = await guest.deploy(aProbe("again", picky));
    await guest.interrupt(aSlowProbe("again"));
    await guest.shell(
      "for f in /opt/stacks/again/files/*/config/www/index.html; do echo broken > $f; done",
    );
    const { exitCode, stderr } = await guest.apply(aProbe("again", picky));
    expect(exitCode).toBe(1);
    expect(steady(stderr)).toContain(
      "again: release <release> ran before and is no longer healthy.",
    );
    expect(await guest.answerOf("again")).toBe("broken");
    expect(await guest.shown("again")).toEqual({ release, state: "failed" });
  });
});

describe("a release that nobody knows to work", () => {
  it("is nothing to go back to, and does not stay", async () => {
    const first = await guest.deploy(aProbe("cut"));
    await guest.interrupt(aSlowProbe("cut"));
    await guest.shell("mkdir /opt/stacks/cut/releases/0123456789ab.89abcdef.new");
    await guest.shell("mkdir /opt/stacks/cut/files/web-0123456789ab.89abcdef.new");
    await guest.shell("touch /opt/stacks/cut/state.json.89abcdef.new");
    const second = await guest.deploy(aProbe("cut", page("second")));
    const releases = (await guest.shell("ls /opt/stacks/cut/releases")).split("\n");
    expect(releases).toEqual([first, second].sort());
    expect(await guest.shell("find /opt/stacks/cut -name '*.new'")).toBe("");
    expect((await guest.moco("rollback", "cut")).exitCode).toBe(0);
    expect(await guest.releaseOf("cut")).toBe(first);
  });
});

describe("a disk that is full", () => {
  beforeAll(async () => {
    await guest.shell(
      "mkdir -p /opt/stacks/full && mount -t tmpfs -o size=64k tmpfs /opt/stacks/full",
    );
    await guest.deploy(aProbe("full"));
  });

  afterAll(async () => {
    await guest.shell("umount -l /opt/stacks/full");
  });

  it("is said, and nothing half written stays", async () => {
    const before = await guest.shell("cd /opt/stacks/full && ls files releases");
    const failed = await guest.apply(aProbe("full", page("x".repeat(100_000))));
    expect(await guest.shell("cd /opt/stacks/full && ls files releases")).toBe(before);
    expect(failed).toEqual({
      exitCode: 1,
      stdout: "",
      stderr:
        "full: the disk of /opt/stacks is full; `df -h /opt/stacks`. Make room, then apply again.",
    });
    expect(await guest.answerOf("full")).toBe("first");
  });

  it("is said by a removal that cannot take all files", async () => {
    const { exitCode, stderr } = await guest.moco("remove", "full");
    expect(exitCode).toBe(1);
    expect(stderr).toContain("full: not all files of full could be removed: ");
  });
});

describe("a history", () => {
  it("that cannot be written fails nothing, and the release before is put back all the same", async () => {
    await guest.deploy(aProbe("torn"));
    await guest.shell("cd /opt/stacks/torn && mv history.jsonl kept && mkdir history.jsonl");
    const { exitCode, stderr } = await guest.apply(aProbe("torn", { command: serving("9999") }));
    expect(exitCode).toBe(1);
    expect(stderr).toContain("torn: its history could not be written: ");
    expect(steady(stderr)).toContain(
      "The release before it, <release>, was put back and is healthy.",
    );
    expect(await guest.answerOf("torn")).toBe("first");
    await guest.shell("cd /opt/stacks/torn && rmdir history.jsonl && mv kept history.jsonl");
  });

  it("with a line that was cut short shows the others", async () => {
    await guest.deploy(aProbe("torn"));
    await guest.shell(`printf '{"time": "2026-' >> /opt/stacks/torn/history.jsonl`);
    await guest.deploy(aProbe("torn", page("second")));
    const { stdout } = await guest.moco("history", "torn");
    const actions = stdout.split("\n").map((line) => line.split(/ +/)[1]);
    expect(actions).toEqual(["ACTION", "apply", "apply"]);
  });
});

describe("an engine that does not answer", () => {
  it("has containers all the same: nothing is removed, and nothing is called stopped", async () => {
    await guest.deploy(aProbe("gone"));
    await guest.shell("systemctl stop docker.socket docker");
    const { exitCode, stderr } = await guest.moco("remove", "gone");
    const { state } = await guest.shown("gone");
    await guest.shell("systemctl start docker");
    expect([exitCode, state]).toEqual([1, "unknown"]);
    expect(stderr).toContain("gone: Docker does not say which containers there are.\n    ");
    await guest.machine.waitFor(["docker", "info"]);
    await guest.deploy(aProbe("gone"));
    expect(await guest.answerOf("gone")).toBe("first");
  });
});

describe("secrets", () => {
  it("do not show inside of other texts either", async () => {
    const { exitCode, stderr } = await guest.apply(
      aProbe("leaky", {
        command: serving(
          "9999",
          [
            "token=$(cat /run/secrets/token)",
            'for user in a bc def; do printf "%s:%s@host" $user "$token" | base64 -w0; echo; done',
            'echo "<a title=\\"$token&\\">"',
          ].join("; "),
        ),
      }),
    );
    expect(exitCode).toBe(1);
    const lastLines = /its last log lines:\n(.*?)\nThere is/s.exec(stderr)?.[1] ?? "";
    expect(lastLines.match(/\[secret\]/g)).toHaveLength(4);
    for (const user of ["a", "bc", "def"]) {
      expect(lastLines).not.toContain(
        Buffer.from(`${user}:${plantedSecret}@host`).toString("base64"),
      );
    }
  });

  it("do not stay in memory when a transaction cannot be started", async () => {
    await guest.machine.install(
      "/root/broken/systemd-run",
      "#!/bin/sh\necho 'no bus' >&2\nexit 1\n",
    );
    const failed = await guest.machine.run(
      ["sh", "-c", "PATH=/root/broken:$PATH moco-release apply unheard"],
      payloadOf(aProbe("unheard")),
    );
    expect(failed).toEqual({ exitCode: 1, stdout: "", stderr: "no bus" });
    expect(await guest.shell("ls /run/moco-release | grep unheard || true")).toBe("");
  });
});

describe("the salt", () => {
  it("is the first one that is written, however many services are deployed at once", async () => {
    const program = await readFile(join(__dirname, "support", "salt-twice.py"), "utf8");
    expect(await guest.machine.succeed(["python3", "-"], program)).toBe("the same 0o400 ['.salt']");
  });
});
