import { pulumi } from "./support/engine";
import { Checkout } from "./support/checkout";
import { ask, signIn } from "./support/gateway";

const page = `import { login } from "../components/service-spec/access";
import { commandHealthcheck } from "../components/service-spec/healthcheck";
import { webRateLimit } from "../components/service-spec/rate-limit";
import type { ServiceSpec } from "../components/service-spec/service-spec";
import type { ImageName } from "./images";

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
    },
  },
  volumes: {},
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
  needs: {},
  secrets: {},
  objectives: { availability: 99, rto: "24h", rpo: "24h" },
  runbook: "page.md",
};
`;

describe("a new service", () => {
  it("is one file and one line, and answers at its public name after one up", async () => {
    const checkout = new Checkout()
      .write("services/page.ts", page)
      .edit(
        "stacks/pm1.ts",
        'import { n8n } from "../services/n8n";',
        'import { n8n } from "../services/n8n";\nimport { page } from "../services/page";',
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

  it("goes without a trace when its line goes", async () => {
    expect((await pulumi("up", "pm1")).ok).toBe(true);
    expect((await ask("page.moco.localhost", "/")).status).not.toBe(200);
  });
});
