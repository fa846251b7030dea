import { ensureDocker } from "@moco-sandbox/computer/ensure-docker";
import { docker, inContainer } from "@moco-sandbox/world/docker-command";

import { renderHealthTest } from "../../../components/compose-service/health-test";
import { renderDynamicConfig } from "../../../components/traefik-proxy/dynamic-config";
import { renderStaticConfig } from "../../../components/traefik-proxy/static-config";
import type { PlacedRoute } from "../../../model/service/placed-service";
import { ensureMachineImages, ensureServiceImages } from "../../../sandbox/images/ensure-images";
import { mapValues } from "../../../model/basics/map-values";
import type { EnvironmentValue } from "../../../model/service/environment-value";
import { type ImageName, images as production } from "../../../services/images";
import { n8n } from "../../../services/n8n/n8n";
import { ImageBench, statusOf, until } from "./image-bench";
import { n8nWorkflow } from "./n8n-workflow";

// Every image as production's compose files run it: its user, a read-only root, no capabilities,
// secrets as files of that user.

const bench = new ImageBench("images");
let images: Readonly<Record<ImageName, string>>;
let machine: Awaited<ReturnType<typeof ensureMachineImages>>;

const minutes = 60_000;

beforeAll(async () => {
  const quiet = (): void => undefined;
  await ensureDocker(quiet);
  machine = await ensureMachineImages(quiet);
  const made = await ensureServiceImages(machine.base, [], quiet);
  images = mapValues(made as Required<typeof made>, ({ image }) => image);
  await bench.open();
}, 30 * minutes);

afterAll(async () => {
  await bench.close();
}, minutes);

let database = "";
let secrets = "";

/** Starts PostgreSQL on the volume `data`, which keeps what an earlier one wrote. */
async function startDatabase(name: string, data: string): Promise<string> {
  const container = await bench.start(
    name,
    [
      ...["--user=70:70", "--tmpfs=/tmp", "--tmpfs=/var/run/postgresql"],
      ...["--volume", `${data}:/var/lib/postgresql/data`, "--volume", `${secrets}:/secrets:ro`],
      ...["--env=POSTGRES_USER=n8n", "--env=POSTGRES_DB=n8n"],
      ...["--env=PGDATA=/var/lib/postgresql/data/pgdata"],
      "--env=POSTGRES_PASSWORD_FILE=/secrets/value",
    ],
    images.postgres,
  );
  const ready = ["pg_isready", "-q", "-h", "127.0.0.1", "-U", "n8n", "-d", "n8n"];
  await until(async () => (await inContainer(container, ready)) === "", 60);
  return container;
}

/** Asks over the network, where a password is needed. */
function query(password: string, sql: string): Promise<string> {
  const login = `PGPASSWORD=${password} psql -At -h "$HOSTNAME" -U n8n -d n8n -c "${sql}"`;
  return inContainer(database, ["bash", "-c", login]);
}

describe("postgres", () => {
  let data: string;

  beforeAll(async () => {
    data = await bench.volume("postgres");
    secrets = await bench.secretVolume("secrets", "from-a-file", "70:70", images.postgres);
    database = await startDatabase("database", data);
  }, 2 * minutes);

  it("takes the owner's password from the file that POSTGRES_PASSWORD_FILE names", async () => {
    await expect(query("from-a-file", "select current_user, current_database()")).resolves.toBe(
      "n8n|n8n",
    );
  });

  it("refuses another password", async () => {
    await expect(query("a-guess", "select 1")).rejects.toThrow(
      'password authentication failed for user "n8n"',
    );
  });

  it("stores text as UTF-8, as upstream's image does", async () => {
    await expect(query("from-a-file", "show server_encoding")).resolves.toBe("UTF8");
  });

  it("keeps its data when the container is replaced", async () => {
    await query("from-a-file", "create table kept as select 42 as answer");
    await docker(["stop", database]);
    database = await startDatabase("database-again", data);
    await expect(query("from-a-file", "select answer from kept")).resolves.toBe("42");
  });

  it("has the programs that dump and restore it", async () => {
    await expect(
      inContainer(database, [
        "sh",
        "-c",
        "pg_dump -U n8n -Fc n8n | pg_restore --list | grep -c kept",
      ]),
    ).resolves.toMatch(/^[1-9]/);
  });

  it("says what is missing when it has no password", async () => {
    await expect(
      docker(["run", "--rm", "--network=none", "--user=70:70", images.postgres]),
    ).rejects.toThrow("Database is uninitialized and superuser password is not specified.");
  });
});

describe("redis", () => {
  it("answers as upstream's user, with nothing writable but its volume", async () => {
    const data = await bench.volume("redis");
    const redis = await bench.start(
      "redis",
      ["--user=999:1000", "--volume", `${data}:/data`],
      images.redis,
    );
    await until(async () => (await inContainer(redis, ["redis-cli", "ping"])) === "PONG", 20);
    await expect(inContainer(redis, ["redis-cli", "set", "key", "value"])).resolves.toBe("OK");
    await expect(inContainer(redis, ["redis-cli", "save"])).resolves.toBe("OK");
  });
});

describe("n8n", () => {
  let container: string;

  beforeAll(async () => {
    const secret = ["n8n-secrets", "from-a-file", "1000:1000"] as const;
    const owned = await bench.secretVolume(...secret, images.postgres);
    const data = await bench.volume("n8n");
    const settings = { ...mapValues(n8nSpec.environment ?? {}, settled), ...secretFiles() };
    container = await bench.start(
      "n8n",
      [
        "--user=1000:1000",
        ...(n8nSpec.tmpfs ?? []).map((path) => `--tmpfs=${path}:uid=1000,gid=1000,mode=0700`),
        ...["--volume", `${data}:/home/node/.n8n`, "--volume", `${owned}:/secrets:ro`],
        ...Object.entries(settings).map(([name, value]) => `--env=${name}=${value}`),
      ],
      images.n8n,
    );
    await until(async () => (await inContainer(container, healthcheck)) === "", 180).catch(
      async (error: unknown) => {
        throw new Error(`${String(error)}\n${await said("60")}`);
      },
    );
  }, 4 * minutes);

  const n8nSpec = n8n.containers["n8n"]!;
  const healthcheck = renderHealthTest(n8nSpec.healthcheck).slice(1);

  /** What a location would put in a reference's place. */
  function settled(value: EnvironmentValue): string {
    if (typeof value === "string") return value;
    if ("need" in value) return value.part === "host" ? "database-again" : "5432";
    return value.part === "hostname" ? "n8n.example.org" : "https://n8n.example.org/";
  }

  function secretFiles(): Readonly<Record<string, string>> {
    return mapValues(n8nSpec.secretFiles ?? {}, () => "/secrets/value");
  }

  function said(last = "all"): Promise<string> {
    return docker(["logs", "--tail", last, container]);
  }

  it("is the version that production runs, made from its own settings", async () => {
    const version = /:([\d.]+)@/.exec(production.n8n)?.[1];
    await expect(inContainer(container, ["n8n", "--version"])).resolves.toBe(version);
    const tables = "select count(*) > 20 from information_schema.tables";
    await expect(query("from-a-file", tables)).resolves.toBe("t");
  });

  it("takes an owner, and runs a workflow with code for a webhook", async () => {
    await expect(inContainer(container, ["node", "-e", n8nWorkflow])).resolves.toBe('{"twice":84}');
  });

  it("knows all of the settings by these names", async () => {
    const deprecated = [...(await said()).matchAll(/^ - (\w+) ->/gm)].map(([, name]) => name);
    const ours = deprecated.filter(
      (name) => name !== undefined && name in (n8nSpec.environment ?? {}),
    );
    expect(ours).toEqual([]);
  });
});

describe("traefik", () => {
  const route: PlacedRoute = {
    name: "echo-web",
    service: "echo",
    zone: "main",
    hostname: "echo.example.org",
    path: "/",
    container: "web",
    port: 8080,
    access: { kind: "public", reason: "test", compensatingControl: "test" },
    rateLimit: { average: 10, burst: 20, period: "1m" },
  };
  let port: number;
  let traefik: string;

  beforeAll(async () => {
    const format = "{{(index .IPAM.Config 0).Gateway}}";
    const host = await docker(["network", "inspect", "--format", format, bench.network]);
    await bench.start(
      "echo-web",
      ["--user=65534:65534", "--workdir=/usr/share", "--entrypoint=python3"],
      machine.guest,
      ...["-m", "http.server", "8080"],
    );
    const settings = bench.file("traefik.yaml", renderStaticConfig([host]));
    const routes = bench.file("routes.yaml", renderDynamicConfig([route], [host]));
    traefik = await bench.start(
      "traefik",
      [
        ...["--user=65532:65532", "--publish=127.0.0.1::8000"],
        ...["--volume", `${settings}:/etc/traefik/traefik.yaml:ro`],
        ...["--volume", `${routes}:/etc/traefik/dynamic/routes.yaml:ro`],
      ],
      images.traefik,
    );
    port = await bench.publishedPort(traefik, 8000);
    await until(async () => (await ask("192.0.2.1")) === 200, 30);
  }, minutes);

  function ask(client: string): Promise<number> {
    return statusOf(port, "/", { Host: route.hostname, "X-Forwarded-For": client });
  }

  it("answers its own health check", async () => {
    const check = ["traefik", "healthcheck", "--configFile=/etc/traefik/traefik.yaml"];
    await expect(inContainer(traefik, check)).resolves.toContain("OK");
  });

  it("refuses one client's requests beyond the limit and serves another's", async () => {
    const greedy: number[] = [];
    for (let count = 0; count < 25; count += 1) greedy.push(await ask("192.0.2.10"));
    expect(greedy.slice(0, 20)).toEqual(Array<number>(20).fill(200));
    expect(greedy.slice(22)).toEqual([429, 429, 429]);
    await expect(ask("192.0.2.20")).resolves.toBe(200);
    await expect(ask("192.0.2.10")).resolves.toBe(429);
  });

  it("does not know other names", async () => {
    await expect(statusOf(port, "/", { Host: "other.example.org" })).resolves.toBe(404);
  });
});
