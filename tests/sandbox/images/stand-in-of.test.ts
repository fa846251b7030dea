import {
  commandHealthcheck,
  httpHealthcheck,
  tcpHealthcheck,
} from "../../../model/service/healthcheck";
import { proxyUse, imageUses, type ImageUse } from "../../../sandbox/images/image-use";
import { standInOf } from "../../../sandbox/images/stand-in-of";
import { n8n } from "../../../services/n8n/n8n";
import { postgres } from "../../../services/postgres/postgres";

const use: ImageUse = {
  image: "n8n",
  by: "page/web",
  healthcheck: httpHealthcheck(8080, ["/health", "/ready"]),
  ports: [],
  isNeeded: false,
  user: "1000:1000",
  volumes: [],
};

const nothing = { ports: [], healthy: [], programs: [], user: "1000:1000", volumes: {} };

describe("standInOf", () => {
  it("answers where the health check asks, and where routes lead", () => {
    expect(standInOf([{ ...use, ports: [8080, 9000], volumes: ["/data"] }])).toEqual({
      ports: [8080, 9000],
      healthy: ["/health", "/ready"],
      programs: [],
      user: "1000:1000",
      volumes: { "/data": "1000:1000" },
    });
  });

  it("listens where a health check only connects", () => {
    expect(standInOf([{ ...use, healthcheck: tcpHealthcheck(2525) }])).toEqual({
      ...nothing,
      ports: [2525],
    });
  });

  it("has the program that a health check runs, though nothing says what it looks at", () => {
    const healthcheck = commandHealthcheck(["/app/worker", "ping"]);
    expect(standInOf([{ ...use, healthcheck }])).toEqual({ ...nothing, programs: ["/app/worker"] });
  });

  it("does for all containers that use the image", () => {
    const worker = {
      ...use,
      healthcheck: commandHealthcheck(["page-worker"]),
      user: "2:2",
    } as const;
    const uses = [
      { ...use, volumes: ["/data"] },
      { ...worker, volumes: ["/data", "/queue"] },
    ];
    expect(standInOf(uses)).toEqual({
      ports: [8080],
      healthy: ["/health", "/ready"],
      programs: ["page-worker"],
      user: "1000:1000",
      volumes: { "/data": "1000:1000", "/queue": "2:2" },
    });
  });

  it.each([tcpHealthcheck(6379), commandHealthcheck(["pg_isready"])])(
    "is nothing for what others connect to in a protocol of its own: $kind",
    (healthcheck) => {
      expect(standInOf([use, { ...use, healthcheck, isNeeded: true }])).toBeUndefined();
    },
  );

  it("may be what others ask over HTTP: they get the reason", () => {
    expect(standInOf([{ ...use, isNeeded: true }])).toBeDefined();
  });

  it("is nothing where nobody uses the image", () => {
    expect(standInOf([])).toBeUndefined();
  });

  it("follows from n8n's spec, and from the proxy's", () => {
    expect(standInOf(imageUses([n8n]))).toEqual({
      ports: [5678],
      healthy: ["/healthz/readiness", "/rest/settings"],
      programs: [],
      user: "1000:1000",
      volumes: { "/home/node/.n8n": "1000:1000" },
    });
    expect(standInOf([proxyUse])).toEqual({
      ...nothing,
      ports: [8000],
      programs: ["traefik"],
      user: "65532:65532",
    });
  });

  it("is nothing for PostgreSQL", () => {
    const database = postgres({
      for: "page",
      password: "page-database-password",
      memory: "512m",
      reservations: { cpus: 0.1, memory: "128m" },
      backupEvery: "24h",
      objectives: { availability: 99, rto: "24h", rpo: "24h" },
    });
    expect(standInOf(imageUses([database]))).toBeUndefined();
  });
});
