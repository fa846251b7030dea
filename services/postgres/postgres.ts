import { standardRetention } from "../../model/service/backup-plan";
import type { EndpointSpec } from "../../model/service/endpoint-spec";
import { commandHealthcheck } from "../../model/service/healthcheck";
import type { Objectives } from "../../model/service/objectives";
import type { Reservations } from "../../model/service/resources";
import type { ServiceSpec } from "../../model/service/service-spec";
import type { Duration, Size } from "../../model/basics/units";
import type { ImageName } from "../images";

export interface PostgresArgs {
  /** Service that it is for; the database, its owner and the service `<for>-database` are named after it. */
  readonly for: string;
  /** Name of the secret that is the owner's password; the needing service declares it too. */
  readonly password: string;
  /** Most memory that it may take. */
  readonly memory: Size;
  readonly reservations: Reservations;
  readonly backupEvery: Duration;
  readonly objectives: Objectives;
  /** Port on the guest's address, where another guest needs it. @default one that the plan assigns */
  readonly publishedPort?: number;
}

/** A service that answers in PostgreSQL's protocol at its endpoint `sql`. */
export interface Postgres extends ServiceSpec<ImageName> {
  readonly endpoints: { readonly sql: EndpointSpec };
}

/** A PostgreSQL of its own for one service: upgraded, limited, backed up and restored with it alone. */
export function postgres(args: PostgresArgs): Postgres {
  const owner = args.for;
  const { publishedPort } = args;
  return {
    name: `${args.for}-database`,
    description: `PostgreSQL of ${args.for}.`,
    containers: {
      postgres: {
        image: "postgres",
        user: "70:70",
        environment: {
          POSTGRES_USER: owner,
          POSTGRES_DB: owner,
          PGDATA: "/var/lib/postgresql/data/pgdata",
        },
        secretFiles: { POSTGRES_PASSWORD_FILE: args.password },
        healthcheck: commandHealthcheck(["pg_isready", "-q", "-U", owner, "-d", owner], {
          startPeriod: "60s",
        }),
        limits: { cpus: 1, memory: args.memory },
        reservations: args.reservations,
        mounts: { "/var/lib/postgresql/data": "data" },
        tmpfs: ["/var/run/postgresql", "/tmp"],
        // PostgreSQL waits for its clients; Docker's 10 s would end it with SIGKILL.
        stopGracePeriod: "60s",
      },
    },
    volumes: {
      data: {
        backup: {
          every: args.backupEvery,
          keep: standardRetention,
          dump: { container: "postgres", command: ["pg_dump", "-U", owner, "-Fc", owner] },
        },
      },
    },
    endpoints: {
      sql: {
        container: "postgres",
        port: 5432,
        ...(publishedPort !== undefined && { publishedPort }),
      },
    },
    secrets: {
      [args.password]: {
        onRotation: `Run ALTER ROLE "${owner}" first: a data directory keeps the password it was made with.`,
      },
    },
    objectives: args.objectives,
    runbook: "services/postgres/runbook.md",
  };
}
