import { traefikService } from "../../../components/traefik-proxy/traefik-service";
import { httpHealthcheck, tcpHealthcheck } from "../../../model/service/healthcheck";
import { webRateLimit } from "../../../model/service/rate-limit";
import { login } from "../../../model/service/access";
import { imageUses, proxyUse } from "../../../sandbox/images/image-use";
import { images } from "../../../services/images";
import { n8n } from "../../../services/n8n/n8n";

const web = n8n.containers["n8n"]!;
const health = httpHealthcheck(8080, "/health");
const open = tcpHealthcheck(6379);

describe("imageUses", () => {
  it("is every container, with the ports that lead to it and whether others connect to it", () => {
    const limits = { access: login("operators"), rateLimit: webRateLimit };
    const service = {
      ...n8n,
      name: "page",
      containers: {
        web: { ...web, healthcheck: health, dependsOn: ["queue"], mounts: { "/data": "data" } },
        api: { ...web, healthcheck: health, user: "1:2", mounts: {} },
        queue: { ...web, image: "redis", healthcheck: open, mounts: {} },
      },
      routes: [
        { name: "web", subdomain: "page", container: "web", port: 8080, ...limits },
        { name: "api", subdomain: "page", path: "/api", container: "api", port: 9000, ...limits },
      ],
      endpoints: {
        rest: { container: "api", port: 9000 },
        admin: { container: "api", port: 9001 },
      },
    } as const;
    const common = { image: "n8n", healthcheck: health, user: "1000:1000", volumes: [] };
    expect(imageUses([service])).toEqual([
      { ...common, by: "page/web", ports: [8080], isNeeded: false, volumes: ["/data"] },
      { ...common, by: "page/api", ports: [9000, 9001], isNeeded: true, user: "1:2" },
      { ...common, by: "page/queue", image: "redis", healthcheck: open, ports: [], isNeeded: true },
    ]);
  });
});

describe("proxyUse", () => {
  it("is what the proxy asks of its image", () => {
    const { containers, ports } = traefikService({
      location: "pm1",
      guest: "pm1-apps",
      address: "10.50.0.70",
      image: images.traefik,
      routes: [],
      networks: [],
      connectors: [],
    });
    const { healthcheck, user, mounts } = containers["traefik"]!;
    expect(healthcheck).toMatchObject({ kind: "command" });
    expect([proxyUse.user, proxyUse.volumes, proxyUse.ports]).toEqual([
      user,
      Object.keys(mounts ?? {}),
      ports.map(({ containerPort }) => containerPort),
    ]);
    expect(proxyUse.healthcheck).toMatchObject({
      command: healthcheck.kind === "command" ? healthcheck.command.slice(0, 2) : [],
    });
  });
});
