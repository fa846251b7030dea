import { commandHealthcheck } from "../../model/service/healthcheck";
import type { PlacedContainer, PlacedService } from "../../model/service/placed-service";
import { aPlacedService } from "./a-placed-service";

const main = aPlacedService().containers["main"]!;

const everything: PlacedContainer = {
  ...main,
  command: ["sh", "-c", "echo $HOME"],
  environment: { N8N_PORT: "5678", N8N_SECURE: "yes", PRICE: "5$" },
  secretFiles: { KEY_FILE: "key" },
  configFiles: { "/etc/n8n/n8n.yaml": "a: 1\n" },
  reloadedFiles: { "/etc/n8n/rules/a.yaml": "a", "/etc/n8n/rules/b.yaml": "b" },
  dependsOn: ["cache"],
  stopGracePeriod: "30s",
  tmpfs: ["/tmp"],
  capabilities: ["NET_BIND_SERVICE"],
  limits: { cpus: 0.5, memory: "512m", pids: 100 },
  networks: ["n8n.proxy", "n8n.mail"],
};

const cache: PlacedContainer = {
  image: `redis:7.4@sha256:${"b".repeat(64)}`,
  user: "999:999",
  environment: {},
  writableRoot: true,
  healthcheck: commandHealthcheck(["redis-cli", "ping"]),
  limits: { cpus: 1, memory: "64m" },
  reservations: { cpus: 0.05, memory: "32m" },
  networks: [],
  attachedNetworks: ["shop.n8n", "wiki.n8n"],
};

/** A service that uses every part of the vocabulary. */
export function aFullService(): PlacedService {
  return aPlacedService({
    containers: { main: everything, cache },
    secrets: { key: { onRotation: "Nothing." } },
  });
}
