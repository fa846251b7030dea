import { commandHealthcheck } from "../../model/service/healthcheck";
import { proxyResources } from "../../model/service/resources";
import type { PlacedRoute, PlacedService } from "../../model/service/placed-service";
import { renderDynamicConfig } from "./dynamic-config";
import {
  dynamicDirectory,
  entryPointPort,
  renderStaticConfig,
  staticConfigPath,
} from "./static-config";

export interface TraefikProxySpec {
  /** `pm1` */
  readonly location: string;
  /** `pm1-apps` */
  readonly guest: string;
  /** The guest's VLAN address: connectors find the proxy at its port 80. */
  readonly address: string;
  /** `repository:tag@sha256:…` */
  readonly image: string;
  readonly routes: readonly PlacedRoute[];
  /** Networks that the routed services bring to it. */
  readonly networks: readonly string[];
  /** Addresses of the guests with a connector; everyone else is refused. */
  readonly connectors: readonly string[];
}

/** Traefik as a service like any other: limited, without rights, with a health check. */
export function traefikService(proxy: TraefikProxySpec): PlacedService {
  return {
    name: "traefik",
    description: `Proxy of ${proxy.guest}: rate limits, security headers and routing by public name.`,
    location: proxy.location,
    guest: proxy.guest,
    containers: {
      traefik: {
        image: proxy.image,
        user: "65532:65532",
        environment: {},
        configFiles: { [staticConfigPath]: renderStaticConfig(proxy.connectors) },
        reloadedFiles: {
          [`${dynamicDirectory}/routes.yaml`]: renderDynamicConfig(proxy.routes, proxy.connectors),
        },
        healthcheck: commandHealthcheck(
          ["traefik", "healthcheck", `--configFile=${staticConfigPath}`],
          { startPeriod: "30s" },
        ),
        ...proxyResources,
        networks: [],
        attachedNetworks: proxy.networks,
        // Requests under way are finished first.
        stopGracePeriod: "15s",
      },
    },
    volumes: {},
    routes: [],
    needs: [],
    ports: [
      {
        address: proxy.address,
        port: 80,
        container: "traefik",
        containerPort: entryPointPort,
        from: [],
      },
    ],
    reaches: [],
    secrets: {},
    objectives: { availability: 99.9, rto: "15m", rpo: "24h" },
    runbook: "docs/runbooks/traefik.md",
  };
}
