import { healthyWithinSeconds } from "../../../components/compose-service/compose-file";
import { releaseTool } from "../../../components/compose-service/release-tool";
import { renderServiceFiles } from "../../../components/compose-service/service-files";
import type {
  PlacedContainer,
  PlacedService,
} from "../../../components/service-spec/placed-service";
import { aFullService } from "../../support/a-full-service";
import { GuestMachine, type GuestRun } from "../../support/guest-machine";

const plantedSecret = "pl4nted/S3cret+value=";

let guest: GuestMachine;

beforeAll(async () => {
  guest = await GuestMachine.start("release");
  await guest.install(releaseTool.path, releaseTool.content);
  for (const network of ["edge", "notes", "fresh", "slow"]) {
    await guest.succeed(["docker", "network", "create", network]);
  }
}, 180_000);

afterAll(async () => {
  await guest.remove();
}, 60_000);

jest.setTimeout(180_000);

/** A web server that answers with its config file, on the port that its health check asks. */
function aProbe(name: string, container: Partial<PlacedContainer> = {}): PlacedService {
  return {
    name,
    description: "A probe.",
    location: "pm1",
    guest: "pm1-apps",
    containers: {
      web: {
        image: "probe:1",
        user: "1000:1000",
        command: serving("8080"),
        environment: {},
        healthcheck: {
          test: ["CMD", "fetch", "8080"],
          interval: "1s",
          timeout: "1s",
          retries: 2,
          startPeriod: "1s",
        },
        limits: { cpus: 0.5, memory: "64m" },
        configFiles: { "/www/index.html": "first" },
        reloadedFiles: { "/watched/routes.yaml": "first" },
        secretFiles: { TOKEN_FILE: "token" },
        stopGracePeriod: "1s",
        ...container,
      },
    },
    volumes: {},
    needs: [],
    routes: [],
    ports: [],
    secrets: { token: { onRotation: "Nothing." } },
    objectives: { availability: 99, rto: "4h", rpo: "24h" },
    runbook: "probe.md",
  };
}

function serving(port: string, before = "true"): readonly string[] {
  return ["sh", "-c", `${before}; exec serve ${port} /www`];
}

function payloadOf(service: PlacedService, secret = plantedSecret): string {
  return JSON.stringify({
    service: service.name,
    generation: "02:00:00:00:00:01",
    waitSeconds: healthyWithinSeconds(service),
    owners: { web: "1000:1000" },
    files: renderServiceFiles(service),
    secrets: { "web/token": secret },
  });
}

function apply(service: PlacedService, secret = plantedSecret): Promise<GuestRun> {
  return guest.run(["moco-release", "apply", service.name], payloadOf(service, secret));
}

function answerOf(service: string): Promise<string> {
  const container = `${service}-${service}-web-1`;
  return guest.succeed(["docker", "exec", container, "fetch", "8080"]);
}

function startOf(service: string): Promise<string> {
  return guest.succeed([
    "docker",
    "inspect",
    "-f",
    "{{.State.StartedAt}}",
    `${service}-${service}-web-1`,
  ]);
}

/** Ids and numbers that differ between runs. */
function steady(text: string): string {
  return text
    .replaceAll(/\b[0-9a-f]{12}\b/g, "<release>")
    .replaceAll(/restarted \d+ times/g, "restarted");
}

const bad = aProbe("notes", {
  command: serving("9999", 'echo "cannot reach the database with $(cat /run/secrets/token)"'),
  configFiles: { "/www/index.html": "second" },
  reloadedFiles: { "/watched/routes.yaml": "second" },
});

describe("moco-release apply", () => {
  beforeAll(async () => {
    const { exitCode, stderr } = await apply(aProbe("notes"));
    expect([exitCode, steady(stderr)]).toEqual([0, "notes: release <release> is healthy"]);
  });

  it("makes the release run, with its files and its secrets", async () => {
    expect(await answerOf("notes")).toBe("first");
    const container = ["docker", "exec", "notes-notes-web-1"];
    expect(await guest.succeed([...container, "cat", "/run/secrets/token"])).toBe(plantedSecret);
    expect(await guest.succeed([...container, "cat", "/watched/routes.yaml"])).toBe("first");
  });

  it("is given compose files that Docker Compose accepts, whatever a service uses", async () => {
    const file = renderServiceFiles(aFullService())["compose.yaml"];
    const config =
      "cat > /root/full.yaml && FILES_main=x docker compose -f /root/full.yaml config -q";
    expect(await guest.run(["sh", "-c", config], file)).toEqual({
      exitCode: 0,
      stdout: "",
      stderr: "",
    });
  });

  it("keeps secret files to the container's user", async () => {
    const found = await guest.succeed([
      ...["find", "/opt/stacks/notes/files", "-path", "*/secrets*"],
      ...["-printf", "%M %U:%G %f\n"],
    ]);
    expect(found).toBe("dr-x------ 1000:1000 secrets\n-r-------- 1000:1000 token");
  });

  it("leaves a compose file that works by hand", async () => {
    const config = ["sh", "-c", "cd /opt/stacks/notes && docker compose up -d --dry-run"];
    expect((await guest.run(config)).stderr).not.toMatch(/Recreate|Create/);
  });

  it("restarts nothing when the same release is applied again", async () => {
    const before = await startOf("notes");
    const { exitCode, stderr } = await apply(aProbe("notes"));
    expect([exitCode, steady(stderr)]).toEqual([
      0,
      "notes: release <release> is running and healthy already",
    ]);
    expect(await startOf("notes")).toBe(before);
  });

  it("starts again what somebody stopped by hand", async () => {
    await guest.succeed(["docker", "stop", "notes-notes-web-1"]);
    expect((await apply(aProbe("notes"))).exitCode).toBe(0);
    expect(await answerOf("notes")).toBe("first");
  });

  it("changes watched files in place, without a restart", async () => {
    const before = await startOf("notes");
    const changed = aProbe("notes", { reloadedFiles: { "/watched/more.yaml": "third" } });
    expect((await apply(changed)).exitCode).toBe(0);
    expect(await guest.succeed(["docker", "exec", "notes-notes-web-1", "ls", "/watched"])).toBe(
      "more.yaml",
    );
    expect((await apply(aProbe("notes"))).exitCode).toBe(0);
    expect(await guest.succeed(["docker", "exec", "notes-notes-web-1", "ls", "/watched"])).toBe(
      "routes.yaml",
    );
    expect(await startOf("notes")).toBe(before);
  });

  it("fails with the container's last words, and the release before it answers again", async () => {
    const { exitCode, stderr } = await apply(bad);
    expect(exitCode).toBe(1);
    expect(steady(stderr)).toBe(
      [
        "notes: release <release> did not get healthy.",
        "Docker Compose says:",
        "    container notes-notes-web-1 is unhealthy",
        "  notes-notes-web-1 is running, unhealthy",
        "  its last health check ended with 1:",
        "    fetch: Connection refused",
        "  its last words:",
        "    cannot reach the database with [secret]",
        "The release before it, <release>, was put back and is healthy.",
      ].join("\n"),
    );
    expect(await answerOf("notes")).toBe("first");
    const watched = ["docker", "exec", "notes-notes-web-1", "cat", "/watched/routes.yaml"];
    expect(await guest.succeed(watched)).toBe("first");
  });

  it("leaves nothing running when the first release fails", async () => {
    const { exitCode, stderr } = await apply(
      aProbe("fresh", { command: ["sh", "-c", "echo no; exit 3"] }),
    );
    expect(exitCode).toBe(1);
    expect(stderr).toContain("There is no release before it; its containers were removed again.");
    expect(await guest.succeed(["docker", "ps", "-aq", "--filter", "name=fresh"])).toBe("");
    expect(await guest.succeed(["find", "/opt/stacks/fresh", "-name", "compose.yaml"])).toBe("");
  });

  it("changes nothing when an image cannot be pulled", async () => {
    const { exitCode, stderr } = await apply(aProbe("notes", { image: "127.0.0.1:9/none:1" }));
    expect(exitCode).toBe(1);
    expect(stderr).toContain("images could not be pulled; nothing was changed.");
    expect(await answerOf("notes")).toBe("first");
  });

  it("refuses a payload that reaches outside its folder", async () => {
    const payload = JSON.parse(payloadOf(aProbe("notes"))) as { files: Record<string, string> };
    payload.files["config/web/../../../etc/passwd"] = "x";
    const { exitCode, stderr } = await guest.run(
      ["moco-release", "apply", "notes"],
      JSON.stringify(payload),
    );
    expect([exitCode, stderr]).toEqual([
      1,
      "moco-release: the payload's file 'config/web/../../../etc/passwd' is not <kind>/<container>/<path>.",
    ]);
  });

  it("makes the container anew when a secret changed", async () => {
    const before = await startOf("notes");
    expect((await apply(aProbe("notes"), "an0ther-secret")).exitCode).toBe(0);
    expect(await startOf("notes")).not.toBe(before);
    expect((await apply(aProbe("notes"))).exitCode).toBe(0);
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
      const { stdout } = await guest.run(look);
      expect(stdout).not.toBe("");
      expect(stdout).not.toContain(plantedSecret);
    }
  });
});

describe("moco-release rollback", () => {
  it("goes back to the release before, with its files and its secrets", async () => {
    const container = ["docker", "exec", "notes-notes-web-1", "cat"];
    await apply(aProbe("notes"), "0ld-secret");
    await apply(aProbe("notes", { configFiles: { "/www/index.html": "new" } }), "n3w-secret");
    expect(await answerOf("notes")).toBe("new");
    expect((await guest.run(["moco-release", "rollback", "notes"])).exitCode).toBe(0);
    expect(await answerOf("notes")).toBe("first");
    expect(await guest.succeed([...container, "/run/secrets/token"])).toBe("0ld-secret");
  });

  it("says which releases there are", async () => {
    const { exitCode, stderr } = await guest.run([
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
      await apply(aProbe("notes", { configFiles: { "/www/index.html": page } }));
    }
    expect((await guest.succeed(["ls", "/opt/stacks/notes/releases"])).split("\n")).toHaveLength(5);
    expect((await guest.succeed(["ls", "/opt/stacks/notes/files"])).split("\n")).toHaveLength(5);
  });
});

describe("a transaction", () => {
  const slow = aProbe("slow", {
    command: serving("8080", "sleep 6"),
    healthcheck: { ...aProbe("slow").containers["web"]!.healthcheck, startPeriod: "30s" },
  });
  const isDeploying = ["sh", "-c", "moco-release list | grep -q 'slow .*deploying'"];
  const isRunning = ["sh", "-c", "moco-release list | grep -q 'slow .*running'"];

  it("ends when the session that asked for it is gone, and another apply waits for it", async () => {
    const first = apply(slow);
    await guest.waitFor(isDeploying);
    const session = "^/usr/bin/python3 /usr/local/sbin/moco-release apply slow";
    await guest.succeed(["sh", "-c", `kill -9 $(pgrep -f "${session}")`]);
    expect((await first).exitCode).not.toBe(0);
    const { exitCode, stderr } = await apply(slow);
    expect(exitCode).toBe(0);
    expect(steady(stderr)).toMatch(
      /^slow is locked by apply of root \(process \d+ on pm1-apps since .*\); waiting for it$/m,
    );
    expect(steady(stderr)).toContain("slow: release <release> is running and healthy already");
  });

  it("that was killed leaves a lock that the next one takes over, and is done again", async () => {
    const changed = { ...slow.containers["web"]!, configFiles: { "/www/index.html": "again" } };
    const first = apply({ ...slow, containers: { web: changed } });
    await guest.waitFor(isDeploying);
    await guest.succeed(["systemctl", "kill", "--signal=KILL", "moco-release-slow-*"]);
    expect((await first).exitCode).toBe(1);
    const { exitCode, stderr } = await apply({ ...slow, containers: { web: changed } });
    expect(exitCode).toBe(0);
    expect(stderr).toMatch(/^took over the lock that apply of root .* left behind$/m);
    await guest.waitFor(isRunning);
    expect(await answerOf("slow")).toBe("again");
  });

  it("is not unlocked while it is at work", async () => {
    const changed = { ...slow.containers["web"]!, configFiles: { "/www/index.html": "once more" } };
    const first = apply({ ...slow, containers: { web: changed } });
    await guest.waitFor(isDeploying);
    const { exitCode, stderr } = await guest.run(["moco-release", "unlock", "slow"]);
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^moco-release: slow is locked by apply of root \(process .*\), which is still at work\./,
    );
    expect((await first).exitCode).toBe(0);
    expect(await guest.succeed(["moco-release", "unlock", "slow"])).toBe("slow is not locked");
  });
});

describe("moco-release remove", () => {
  it("takes containers, files and secrets, and is content when there are none", async () => {
    const removed = { exitCode: 0, stdout: "", stderr: "notes: removed; its volumes are kept" };
    expect(await guest.run(["moco-release", "remove", "notes"])).toEqual(removed);
    expect(await guest.run(["moco-release", "remove", "notes"])).toEqual(removed);
    expect(await guest.succeed(["docker", "ps", "-aq", "--filter", "name=notes"])).toBe("");
    expect((await guest.run(["ls", "/opt/stacks/notes"])).exitCode).not.toBe(0);
  });
});
