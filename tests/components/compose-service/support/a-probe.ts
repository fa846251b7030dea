import { renderAttachments } from "../../../../components/compose-service/attachments";
import { healthyWithinSeconds } from "../../../../components/compose-service/healthy-within";
import { renderServiceFiles } from "../../../../components/compose-service/service-files";
import { commandHealthcheck } from "../../../../model/service/healthcheck";
import type { PlacedContainer, PlacedService } from "../../../../model/service/placed-service";

/** What must show nowhere. */
export const plantedSecret = "pl4nted/S3cret+value=";

/** A web server that answers with its config file, on the port that its health check asks. */
export function aProbe(name: string, container: Partial<PlacedContainer> = {}): PlacedService {
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
        healthcheck: commandHealthcheck(["fetch", "8080"], {
          interval: "1s",
          timeout: "1s",
          retries: 2,
          startPeriod: "1s",
        }),
        limits: { cpus: 0.5, memory: "64m" },
        reservations: { cpus: 0.1, memory: "32m" },
        networks: [],
        attachedNetworks: [],
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
    reaches: [],
    secrets: { token: { onRotation: "Nothing." } },
    objectives: { availability: 99, rto: "4h", rpo: "24h" },
    runbook: "probe.md",
  };
}

/** One that takes its time to get healthy. */
export function aSlowProbe(name: string, container: Partial<PlacedContainer> = {}): PlacedService {
  const { healthcheck } = aProbe(name).containers["web"]!;
  return aProbe(name, {
    command: serving("8080", "sleep 6"),
    healthcheck: { ...healthcheck, startPeriod: "30s" },
    ...container,
  });
}

/** The command of a web server, which may do something before it serves. */
export function serving(port: string, before = "true"): readonly string[] {
  return ["sh", "-c", `${before}; exec serve ${port} /www`];
}

/** What the component gives the release tool. */
export function payloadOf(service: PlacedService, secret = plantedSecret): string {
  return JSON.stringify({
    service: service.name,
    generation: "02:00:00:00:00:01",
    waitSeconds: healthyWithinSeconds(service),
    owners: { web: "1000:1000" },
    files: renderServiceFiles(service),
    secrets: { "web/token": secret },
    attachments: renderAttachments(service),
  });
}
