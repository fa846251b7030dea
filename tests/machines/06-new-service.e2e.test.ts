import { onGuest } from "@moco-sandbox/commands/shell";

import { pulumi } from "./support/engine";
import { Checkout } from "./support/checkout";
import { ask, signIn } from "./support/gateway";

const page = `import { login } from "../../model/service/access";
import { commandHealthcheck } from "../../model/service/healthcheck";
import { webRateLimit } from "../../model/service/rate-limit";
import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../images";

const answering = ["--ping=true", "--ping.entryPoint=web", "--entryPoints.web.address=:8080"];

export const page: ServiceSpec<ImageName> = {
  name: "page",
  description: "One page.",
  containers: {
    web: {
      image: "traefik",
      command: answering,
      user: "1000:1000",
      healthcheck: commandHealthcheck(["traefik", "healthcheck", ...answering]),
      limits: { cpus: 0.25, memory: "128m" },
      reservations: { cpus: 0.05, memory: "64m" },
    },
  },
  routes: [
    {
      name: "web",
      subdomain: "page",
      container: "web",
      port: 8080,
      access: login("operators"),
      rateLimit: webRateLimit,
    },
  ],
  objectives: { availability: 99, rto: "24h", rpo: "24h" },
  runbook: "services/page/runbook.md",
};
`;

const runbook = "# Page\n\n**What it is.** One page.\n";

/** Names of the containers on a network of pm1-apps. */
async function containersOn(network: string): Promise<readonly string[]> {
  const format = "'{{range .Containers}}{{println .Name}}{{end}}'";
  const names = await onGuest("pm1-apps", `sudo docker network inspect -f ${format} ${network}`);
  return names.trim().split("\n").sort();
}

/** When the guest's proxy was made and started. */
function lifeOfProxy(): Promise<string> {
  return onGuest(
    "pm1-apps",
    "sudo docker inspect -f '{{.Id}} {{.State.StartedAt}}' traefik-traefik-1",
  );
}

describe("a new service", () => {
  let proxy: string;

  beforeAll(async () => {
    proxy = await lifeOfProxy();
  });

  it("is one folder and one line, and answers at its public name after one up", async () => {
    const checkout = new Checkout()
      .write("services/page/page.ts", page)
      .write("services/page/runbook.md", runbook)
      .edit(
        "stacks/pm1.ts",
        'import { n8n } from "../services/n8n/n8n";',
        'import { n8n } from "../services/n8n/n8n";\nimport { page } from "../services/page/page";',
      )
      .edit(
        "stacks/pm1.ts",
        '{ service: n8n, on: "apps" }',
        '{ service: n8n, on: "apps" }, { service: page, on: "apps" }',
      );
    const said = await pulumi("up", "pm1", [], checkout.directory);
    checkout.remove();
    expect(said.output).not.toContain("error:");
    expect(said.ok).toBe(true);
    const answer = await ask("page.moco.localhost", "/ping", {
      headers: await signIn("page.moco.localhost"),
    });
    expect(answer.body).toBe("OK");
  });

  it("shares a network with the proxy of its guest, and with no other service", async () => {
    expect(await containersOn("page")).toEqual(["page-page-web-1"]);
    expect(await containersOn("page.proxy")).toEqual(["page-page-web-1", "traefik-traefik-1"]);
    expect(await containersOn("n8n.proxy")).toEqual(["n8n-n8n-1", "traefik-traefik-1"]);
  });

  it("restarts nobody's proxy", async () => {
    expect(await lifeOfProxy()).toBe(proxy);
  });

  it("goes without a trace when its line goes", async () => {
    expect((await pulumi("up", "pm1")).ok).toBe(true);
    expect(await lifeOfProxy()).toBe(proxy);
    expect((await ask("page.moco.localhost", "/")).status).not.toBe(200);
  });
});
