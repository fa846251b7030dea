import { commandHealthcheck } from "../../model/service/healthcheck";
import type { PlacedRoute, PlacedService } from "../../model/service/placed-service";
import { renderDynamicConfig } from "./dynamic-config";
import { dynamicDirectory, edgePort, renderStaticConfig, staticConfigPath } from "./static-config";

export interface TraefikEdgeSpec {
  /** `pm1` */
  readonly location: string;
  /** `pm1-apps` */
  readonly guest: string;
  /** The guest's VLAN address: connectors find the edge at its port 80. */
  readonly address: string;
  /** `repository:tag@sha256:…` */
  readonly image: string;
  readonly routes: readonly PlacedRoute[];
  /** Addresses of the guests with a connector; everyone else is refused. */
  readonly connectors: readonly string[];
}

/** Traefik as a service like any other: limited, without rights, with a health check. */
export function traefikService(edge: TraefikEdgeSpec): PlacedService {
  return {
    name: "traefik",
    description: `Edge of ${edge.guest}: rate limits, security headers and routing by public name.`,
    location: edge.location,
    guest: edge.guest,
    containers: {
      traefik: {
        image: edge.image,
        user: "65532:65532",
        environment: {},
        configFiles: { [staticConfigPath]: renderStaticConfig(edge.connectors) },
        reloadedFiles: {
          [`${dynamicDirectory}/routes.yaml`]: renderDynamicConfig(edge.routes, edge.connectors),
        },
        healthcheck: commandHealthcheck(
          ["traefik", "healthcheck", `--configFile=${staticConfigPath}`],
          { startPeriod: "30s" },
        ),
        limits: { cpus: 1, memory: "256m" },
        // Requests under way are finished first.
        stopGracePeriod: "15s",
      },
    },
    volumes: {},
    routes: [],
    needs: [],
    ports: [
      {
        address: edge.address,
        port: 80,
        container: "traefik",
        containerPort: edgePort,
        from: [],
      },
    ],
    secrets: {},
    objectives: { availability: 99.9, rto: "15m", rpo: "24h" },
    runbook: "docs/runbooks/traefik.md",
  };
}
