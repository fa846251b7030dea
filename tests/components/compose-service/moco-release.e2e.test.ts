import { releaseTool } from "../../../components/release-tool/release-tool";
import { renderServiceFiles } from "../../../components/compose-service/service-files";
import { aFullService } from "../../support/a-full-service";
import { aProbe, aSlowProbe, payloadOf, plantedSecret, serving } from "./support/a-probe";
import { ReleaseGuest, steady } from "./support/release-guest";

let guest: ReleaseGuest;

beforeAll(async () => {
  guest = await ReleaseGuest.start("release", ["notes", "fresh", "slow"]);
}, 180_000);

afterAll(async () => {
  await guest.remove();
}, 60_000);

jest.setTimeout(180_000);

const bad = aProbe("notes", {
  command: serving("9999", 'echo "cannot reach the database with $(cat /run/secrets/token)"'),
  configFiles: { "/www/index.html": "second" },
  reloadedFiles: { "/watched/routes.yaml": "second" },
});

describe("moco-release", () => {
  it("alone loads all of itself and shows its help, which is how a guest checks a new version", async () => {
    const { exitCode, stdout } = await guest.machine.run([
      ...(releaseTool.check ?? "").split(" "),
      releaseTool.path,
    ]);
    expect([exitCode, stdout.split("\n")[0]]).toEqual([0, "usage: moco-release [-h] command ..."]);
  });

  it("names its modules and their lines when it fails itself", async () => {
    const failing = await guest.moco("transaction", "/root/none.json");
    expect(failing.stderr).toMatch(
      /File "moco_release\/transaction\.py", line \d+, in run_transaction\n +request = Request/,
    );
  });
});

describe("moco-release apply", () => {
  beforeAll(async () => {
    const { exitCode, stderr } = await guest.apply(aProbe("notes"));
    expect([exitCode, steady(stderr)]).toEqual([0, "notes: release <release> is healthy"]);
  });

  it("makes the release run, with its files and its secrets", async () => {
    expect(await guest.answerOf("notes")).toBe("first");
    const container = ["docker", "exec", "notes-notes-web-1"];
    expect(await guest.machine.succeed([...container, "cat", "/run/secrets/token"])).toBe(
      plantedSecret,
    );
    expect(await guest.machine.succeed([...container, "cat", "/watched/routes.yaml"])).toBe(
      "first",
    );
  });

  it("is given compose files that Docker Compose accepts, whatever a service uses", async () => {
    const file = renderServiceFiles(aFullService())["compose.yaml"];
    const config =
      "cat > /root/full.yaml && FILES_main=x docker compose -f /root/full.yaml config -q";
    expect(await guest.machine.run(["sh", "-c", config], file)).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("keeps secret files to the container's user", async () => {
    const found = await guest.machine.succeed([
      ...["find", "/opt/stacks/notes/files", "-path", "*/secrets*"],
      ...["-printf", "%M %U:%G %f\n"],
    ]);
    expect(found).toBe("dr-x------ 1000:1000 secrets\n-r-------- 1000:1000 token");
  });

  it("leaves a compose file that works by hand", async () => {
    const config = ["sh", "-c", "cd /opt/stacks/notes && docker compose up -d --dry-run"];
    expect((await guest.machine.run(config)).stderr).not.toMatch(/Recreate|Create/);
  });

  it("restarts nothing when the same release is applied again", async () => {
    const before = await guest.startOf("notes");
    const { exitCode, stderr } = await guest.apply(aProbe("notes"));
    expect([exitCode, steady(stderr)]).toEqual([
      0,
      "notes: release <release> is running and healthy already",
    ]);
    expect(await guest.startOf("notes")).toBe(before);
  });

  it("starts again what somebody stopped by hand", async () => {
    await guest.machine.succeed(["docker", "stop", "notes-notes-web-1"]);
    expect((await guest.apply(aProbe("notes"))).exitCode).toBe(0);
    expect(await guest.answerOf("notes")).toBe("first");
  });

  it("changes watched files in place, without a restart", async () => {
    const before = await guest.startOf("notes");
    const changed = aProbe("notes", { reloadedFiles: { "/watched/more.yaml": "third" } });
    expect((await guest.apply(changed)).exitCode).toBe(0);
    expect(
      await guest.machine.succeed(["docker", "exec", "notes-notes-web-1", "ls", "/watched"]),
    ).toBe("more.yaml");
    expect((await guest.apply(aProbe("notes"))).exitCode).toBe(0);
    expect(
      await guest.machine.succeed(["docker", "exec", "notes-notes-web-1", "ls", "/watched"]),
    ).toBe("routes.yaml");
    expect(await guest.startOf("notes")).toBe(before);
  });

  it("fails with the container's last log lines, and the release before it answers again", async () => {
    const { exitCode, stderr } = await guest.apply(bad);
    expect(exitCode).toBe(1);
    expect(steady(stderr)).toBe(
      [
        "notes: release <release> did not get healthy.",
        "Docker Compose says:",
        "    container notes-notes-web-1 is unhealthy",
        "  notes-notes-web-1 is running, unhealthy",
        "  its last health check ended with 1:",
        "    fetch: Connection refused",
        "  its last log lines:",
        "    cannot reach the database with [secret]",
        "The release before it, <release>, was put back and is healthy.",
      ].join("\n"),
    );
    expect(await guest.answerOf("notes")).toBe("first");
    const watched = ["docker", "exec", "notes-notes-web-1", "cat", "/watched/routes.yaml"];
    expect(await guest.machine.succeed(watched)).toBe("first");
  });

  it("leaves nothing running when the first release fails", async () => {
    const { exitCode, stderr } = await guest.apply(
      aProbe("fresh", { command: ["sh", "-c", "echo no; exit 3"] }),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain("There is no release before it; its containers were removed again.");
    expect(await guest.machine.succeed(["docker", "ps", "-aq", "--filter", "name=fresh"])).toBe("");
    expect(
      await guest.machine.succeed(["find", "/opt/stacks/fresh", "-name", "compose.yaml"]),
    ).toBe("");
  });

  it("changes nothing when an image cannot be pulled", async () => {
    const { exitCode, stderr } = await guest.apply(
      aProbe("notes", { image: "127.0.0.1:9/none:1" }),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain("images could not be pulled; nothing was changed.");
    expect(await guest.answerOf("notes")).toBe("first");
  });

  it("refuses a payload that reaches outside its folder", async () => {
    const payload = JSON.parse(payloadOf(aProbe("notes"))) as { files: Record<string, string> };
    payload.files["config/web/../../../etc/passwd"] = "x";
    const { exitCode, stderr } = await guest.machine.run(
      ["moco-release", "apply", "notes"],
      JSON.stringify(payload),
    );
    expect([exitCode, stderr]).toEqual([
      1,
      "moco-release: the payload's file 'config/web/../../../etc/passwd' is not <kind>/<container>/<path>.",
    ]);
  });

  it("waits as long as it is told now, also for a release that was there before", async () => {
    const payload = { ...(JSON.parse(payloadOf(aProbe("notes"))) as object), waitSeconds: 77 };
    const again = ["moco-release", "apply", "notes"];
    expect((await guest.machine.run(again, JSON.stringify(payload))).exitCode).toBe(0);
    expect(await guest.shell("cat /opt/stacks/notes/current/release.json")).toContain(
      '"waitSeconds": 77,',
    );
  });

  it("makes the container anew when a secret changed", async () => {
    const before = await guest.startOf("notes");
    expect((await guest.apply(aProbe("notes"), "an0ther-secret")).exitCode).toBe(0);
    expect(await guest.startOf("notes")).not.toBe(before);
    expect((await guest.apply(aProbe("notes"))).exitCode).toBe(0);
  });

  it("shows a secret nowhere", async () => {
    const looks = [
      [
        "sh",
        "-c",
        "docker inspect $(docker ps -aq) $(docker volume ls -q) $(docker network ls -q)",
      ],
      ["journalctl", "--no-pager", "--output=export"],
      ["sh", "-c", "cat /opt/stacks/*/history.jsonl /opt/stacks/*/state.json /opt/stacks/*/.env"],
      ["sh", "-c", "cat /opt/stacks/*/releases/*/* 2>/dev/null; true"],
      ["sh", "-c", "ls -R /run/moco-release; cat /run/moco-release/*"],
      ["ps", "-ef"],
    ];
    for (const look of looks) {
      const { stdout } = await guest.machine.run(look);
      expect(stdout).not.toBe("");
      expect(stdout).not.toContain(plantedSecret);
    }
  });
});

describe("moco-release rollback", () => {
  it("goes back to the release before, with its files and its secrets", async () => {
    const container = ["docker", "exec", "notes-notes-web-1", "cat"];
    await guest.apply(aProbe("notes"), "0ld-secret");
    await guest.apply(aProbe("notes", { configFiles: { "/www/index.html": "new" } }), "n3w-secret");
    expect(await guest.answerOf("notes")).toBe("new");
    expect((await guest.moco("rollback", "notes")).exitCode).toBe(0);
    expect(await guest.answerOf("notes")).toBe("first");
    expect(await guest.machine.succeed([...container, "/run/secrets/token"])).toBe("0ld-secret");
  });

  it("says which releases there are", async () => {
    const { exitCode, stderr } = await guest.machine.run([
      "moco-release",
      "rollback",
      "notes",
      "0123456789ab",
    ]);
    expect(exitCode).toBe(1);
    expect(steady(stderr)).toMatch(/^notes: notes has no release <release>; kept are: <release>, /);
  });

  it("keeps five releases and their files", async () => {
    for (const page of ["a", "b", "c", "d", "e", "f"]) {
      await guest.apply(aProbe("notes", { configFiles: { "/www/index.html": page } }));
    }
    expect(
      (await guest.machine.succeed(["ls", "/opt/stacks/notes/releases"])).split("\n"),
    ).toHaveLength(5);
    expect(
      (await guest.machine.succeed(["ls", "/opt/stacks/notes/files"])).split("\n"),
    ).toHaveLength(5);
  });
});

describe("a transaction", () => {
  const slow = aSlowProbe("slow");

  it("ends when the session that asked for it is gone, and another apply waits for it", async () => {
    const first = guest.apply(slow);
    await guest.waitUntil("slow", "deploying");
    const session = "^/usr/bin/python3 -I /usr/local/sbin/moco-release apply slow";
    await guest.shell(`kill -9 $(pgrep -f "${session}")`);
    expect((await first).exitCode).not.toBe(0);
    const { exitCode, stderr } = await guest.apply(slow);
    expect(exitCode).toBe(0);
    expect(steady(stderr)).toMatch(
      /^slow is locked by apply of root \(process \d+ on pm1-apps since .*\); waiting for it$/m,
    );
    expect(steady(stderr)).toContain("slow: release <release> is running and healthy already");
  });

  it("that was killed says so, leaves a lock that the next one takes over, and is done again", async () => {
    const changed = aSlowProbe("slow", { configFiles: { "/www/index.html": "again" } });
    expect(await guest.interrupt(changed)).toEqual({
      exitCode: 1,
      stdout: "",
      stderr: "moco-release: the transaction was cut off. Apply again: it goes on from there.",
    });
    expect((await guest.shown("slow")).state).toBe("interrupted");
    const { exitCode, stderr } = await guest.apply(changed);
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^took over the lock that apply of root .* left behind$/m);
    expect((await guest.shown("slow")).state).toBe("running");
    expect(await guest.answerOf("slow")).toBe("again");
  });

  it("is not unlocked while it is at work", async () => {
    const first = guest.apply(
      aSlowProbe("slow", { configFiles: { "/www/index.html": "once more" } }),
    );
    await guest.waitUntil("slow", "deploying");
    const { exitCode, stderr } = await guest.moco("unlock", "slow");
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^moco-release: slow is locked by apply of root \(process .*\), which is still at work\./,
    );
    expect((await first).exitCode).toBe(0);
    expect((await guest.moco("unlock", "slow")).stdout).toBe("slow is not locked");
  });
});

describe("moco-release remove", () => {
  it("takes containers, files and secrets, and is content when there are none", async () => {
    const removed = { exitCode: 0, stdout: "", stderr: "notes: removed; its volumes are kept" };
    expect(await guest.moco("remove", "notes")).toEqual(removed);
    expect(await guest.moco("remove", "notes")).toEqual(removed);
    expect(await guest.machine.succeed(["docker", "ps", "-aq", "--filter", "name=notes"])).toBe("");
    expect((await guest.machine.run(["ls", "/opt/stacks/notes"])).exitCode).not.toBe(0);
  });
});
