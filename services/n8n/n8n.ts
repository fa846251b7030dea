import { login, publicAccess } from "../../model/service/access";
import { standardRetention } from "../../model/service/backup-plan";
import { httpHealthcheck } from "../../model/service/healthcheck";
import { apiRateLimit, assetRateLimit, webRateLimit } from "../../model/service/rate-limit";
import type { Objectives } from "../../model/service/objectives";
import { own } from "../../model/service/relation";
import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../images";
import { postgres } from "../postgres/postgres";

const objectives: Objectives = { availability: 99.5, rto: "1h", rpo: "24h" };

export const n8n: ServiceSpec<ImageName> = {
  name: "n8n",
  description: "Workflow automation that the company's own processes run on.",
  containers: {
    n8n: {
      image: "n8n",
      user: "1000:1000",
      environment: {
        N8N_PORT: "5678",
        N8N_HOST: { route: "editor", part: "hostname" },
        N8N_PROTOCOL: "https",
        N8N_WEBHOOK_URL: { route: "webhooks", part: "url" },
        // Behind the connector and Traefik.
        N8N_PROXY_HOPS: "2",
        N8N_DIAGNOSTICS_ENABLED: "false",
        N8N_VERSION_NOTIFICATIONS_ENABLED: "false",
        N8N_TEMPLATES_ENABLED: "false",
        // Code of strangers, which nobody reviewed; a default that n8n has announced to change.
        N8N_UNVERIFIED_PACKAGES_ENABLED: "false",
        N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS: "true",
        DB_TYPE: "postgresdb",
        DB_POSTGRESDB_HOST: { need: "database", part: "host" },
        DB_POSTGRESDB_PORT: { need: "database", part: "port" },
        DB_POSTGRESDB_DATABASE: "n8n",
        DB_POSTGRESDB_USER: "n8n",
      },
      secretFiles: {
        DB_POSTGRESDB_PASSWORD_FILE: "n8n-database-password",
        N8N_ENCRYPTION_KEY_FILE: "n8n-encryption-key",
      },
      // Readiness asks the database, but answers before n8n itself does; settings come last of all. The
      // first start runs all migrations.
      healthcheck: httpHealthcheck(5678, ["/healthz/readiness", "/rest/settings"], {
        startPeriod: "120s",
      }),
      limits: { cpus: 2, memory: "1g" },
      reservations: { cpus: 0.25, memory: "512m" },
      mounts: { "/home/node/.n8n": "data" },
      tmpfs: ["/tmp", "/home/node/.cache"],
      // Running workflows are finished first.
      stopGracePeriod: "30s",
    },
  },
  volumes: { data: { backup: { every: "24h", keep: standardRetention } } },
  routes: [
    {
      name: "editor",
      subdomain: "n8n",
      container: "n8n",
      port: 5678,
      access: login("automation"),
      rateLimit: webRateLimit,
      // Of its first page's 230 requests all but three. What it asks /types for needs a session.
      assets: { paths: ["/assets", "/static", "/icons"], rateLimit: assetRateLimit },
    },
    {
      name: "webhooks",
      subdomain: "n8n",
      path: "/webhook",
      container: "n8n",
      port: 5678,
      access: publicAccess(
        "other companies' systems call webhooks and cannot sign in",
        "unguessable paths, and the API rate limit for each client",
      ),
      rateLimit: apiRateLimit,
    },
  ],
  needs: {
    database: own(
      postgres({
        for: "n8n",
        password: "n8n-database-password",
        memory: "512m",
        reservations: { cpus: 0.1, memory: "128m" },
        backupEvery: "24h",
        objectives,
        publishedPort: 5432,
      }),
      "sql",
    ),
  },
  secrets: {
    "n8n-database-password": { onRotation: "Change it in the database first (runbook postgres)." },
    "n8n-encryption-key": {
      onRotation:
        "Never alone: stored credentials can only be read with the key they were written with.",
    },
  },
  objectives,
  runbook: "services/n8n/runbook.md",
};
