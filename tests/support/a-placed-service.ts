import { login } from "../../model/service/access";
import { standardRetention } from "../../model/service/backup-plan";
import { httpHealthcheck } from "../../model/service/healthcheck";
import type { PlacedService } from "../../model/service/placed-service";
import { webRateLimit } from "../../model/service/rate-limit";

/** A service without fault, as placement gives it to the components. */
export function aPlacedService(overrides: Partial<PlacedService> = {}): PlacedService {
  return {
    name: "n8n",
    description: "Workflow automation.",
    location: "pm1",
    guest: "pm1-apps",
    containers: {
      main: {
        image: `n8nio/n8n:1.80.0@sha256:${"a".repeat(64)}`,
        user: "1000:1000",
        environment: { N8N_HOST: "n8n.example.org" },
        healthcheck: httpHealthcheck(5678, "/healthz"),
        limits: { cpus: 1, memory: "1g" },
        reservations: { cpus: 0.25, memory: "512m" },
        mounts: { "/home/node/.n8n": "data" },
        networks: ["n8n.proxy"],
        attachedNetworks: [],
      },
    },
    volumes: { data: { backup: { every: "24h", keep: standardRetention } } },
    routes: [
      {
        name: "n8n-web",
        service: "n8n",
        zone: "main",
        hostname: "n8n.example.org",
        path: "/",
        container: "main",
        port: 5678,
        access: login("staff"),
        rateLimit: webRateLimit,
      },
    ],
    ports: [
      {
        address: "10.50.0.70",
        port: 5432,
        container: "main",
        containerPort: 5432,
        from: ["pm1-data"],
      },
    ],
    reaches: [],
    needs: [],
    secrets: {},
    objectives: { availability: 99.5, rto: "1h", rpo: "24h" },
    runbook: "n8n.md",
    ...overrides,
  };
}
