import { commandHealthcheck } from "../../model/service/healthcheck";
import { standardRetention } from "../../model/service/backup-plan";
import type { NeedSpec, Objectives } from "../../model/service/service-spec";
import type { Duration, Size } from "../../model/basics/units";
import type { ImageName } from "../images";

export interface PostgresNeedArgs {
  /** Service that it is for; the database, its owner and the service `<for>-database` are named after it. */
  readonly for: string;
  /** Port on the data guest; every database of a location has its own. */
  readonly port: number;
  /** Name of the secret that is the owner's password; the needing service declares it too. */
  readonly password: string;
  readonly memory: Size;
  readonly backupEvery: Duration;
  readonly objectives: Objectives;
}

/** A PostgreSQL of its own for one service: upgraded, limited, backed up and restored with it alone. */
export function postgresNeed(args: PostgresNeedArgs): NeedSpec<ImageName> {
  const owner = args.for;
  return {
    container: "postgres",
    containerPort: 5432,
    port: args.port,
    service: {
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
      routes: [],
      needs: {},
      secrets: {
        [args.password]: {
          onRotation: `Run ALTER ROLE "${owner}" first: a data directory keeps the password it was made with.`,
        },
      },
      objectives: args.objectives,
      runbook: "services/postgres/runbook.md",
    },
  };
}
