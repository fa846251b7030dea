import { checkService } from "../../../model/service/check-service";
import { postgres, type PostgresArgs } from "../../../services/postgres/postgres";

const args: PostgresArgs = {
  for: "notes",
  password: "notes-database-password",
  memory: "512m",
  reservations: { cpus: 0.1, memory: "128m" },
  backupEvery: "12h",
  objectives: { availability: 99, rto: "4h", rpo: "24h" },
};

describe("postgres", () => {
  it("is a service without fault", () => {
    const service = postgres(args);
    expect(checkService(service)).toEqual([]);
  });

  it("has a database, an owner and a dump that are named after the service it is for", () => {
    const { name, containers, volumes } = postgres(args);
    expect(name).toBe("notes-database");
    expect(containers["postgres"]).toMatchObject({
      environment: { POSTGRES_USER: "notes", POSTGRES_DB: "notes" },
      healthcheck: { command: ["pg_isready", "-q", "-U", "notes", "-d", "notes"] },
    });
    expect(volumes).toMatchObject({
      data: {
        backup: {
          every: "12h",
          dump: { container: "postgres", command: ["pg_dump", "-U", "notes", "-Fc", "notes"] },
        },
      },
    });
  });

  it("takes its owner's password from a file", () => {
    const { containers, secrets } = postgres(args);
    expect(containers["postgres"]?.secretFiles).toEqual({
      POSTGRES_PASSWORD_FILE: "notes-database-password",
    });
    expect(secrets).toEqual({
      "notes-database-password": {
        onRotation:
          'Run ALTER ROLE "notes" first: a data directory keeps the password it was made with.',
      },
    });
  });

  it("takes no more than it is given", () => {
    const { limits, reservations } = postgres(args).containers["postgres"]!;
    expect({ limits, reservations }).toEqual({
      limits: { cpus: 1, memory: "512m" },
      reservations: { cpus: 0.1, memory: "128m" },
    });
  });

  it("leaves its published port to the plan, unless one is given", () => {
    expect(postgres(args).endpoints).toEqual({ sql: { container: "postgres", port: 5432 } });
    expect(postgres({ ...args, publishedPort: 5433 }).endpoints).toEqual({
      sql: { container: "postgres", port: 5432, publishedPort: 5433 },
    });
  });
});
