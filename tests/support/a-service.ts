import { login } from "../../model/service/access";
import { standardRetention } from "../../model/service/backup-plan";
import { httpHealthcheck } from "../../model/service/healthcheck";
import { webRateLimit } from "../../model/service/rate-limit";
import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../../services/images";

/** A small service in which nothing is wrong. */
export function aService(overrides: Partial<ServiceSpec<ImageName>> = {}): ServiceSpec<ImageName> {
  return {
    name: "notes",
    description: "Notes.",
    containers: {
      web: {
        image: "n8n",
        user: "1000:1000",
        healthcheck: httpHealthcheck(8080, "/health"),
        limits: { cpus: 1, memory: "256m" },
        reservations: { cpus: 0.1, memory: "128m" },
        mounts: { "/data": "data" },
        secretFiles: { TOKEN_FILE: "notes-token" },
      },
    },
    volumes: { data: { backup: { every: "24h", keep: standardRetention } } },
    routes: [
      {
        name: "web",
        subdomain: "notes",
        container: "web",
        port: 8080,
        access: login("staff"),
        rateLimit: webRateLimit,
      },
    ],
    needs: {},
    secrets: { "notes-token": { onRotation: "Nothing." } },
    objectives: { availability: 99, rto: "4h", rpo: "24h" },
    runbook: "notes.md",
    ...overrides,
  };
}
