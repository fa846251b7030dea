import { Checkout } from "./support/checkout";
import { pulumi, type Said } from "./support/engine";

type Edit = readonly [file: string, from: string, to: string];

const n8n = "services/n8n/n8n.ts";

/** Previews pm1 with some texts changed. */
async function previewWith(...edits: readonly Edit[]): Promise<Said> {
  const checkout = new Checkout();
  try {
    for (const edit of edits) checkout.edit(...edit);
    return await pulumi("preview", "pm1", ["--diff"], checkout.directory);
  } finally {
    checkout.remove();
  }
}

describe("preview of what is deployed", () => {
  it.each(["account", "pm1"] as const)("of %s is empty", async (stack) => {
    const said = await pulumi("preview", stack, ["--expect-no-changes"]);
    expect(said.output).not.toMatch(/^ *[-+~]+ +\d+ to /m);
    expect(said.ok).toBe(true);
  });
});

describe("preview --diff of a changed service", () => {
  it("shows the changed line of its compose file, and no secret", async () => {
    const said = await previewWith([n8n, 'memory: "1g"', 'memory: "2g"']);
    expect(said.ok).toBe(true);
    expect(said.output).toContain("~ compose.yaml: (yaml)");
    expect(said.output).toContain('~ memory: "1g" => "2g"');
    expect(said.output).toContain("[secret]");
  });
});

/** The image lock of the sandbox with a reference that nobody pinned. */
const unpinned: Edit = [
  "stacks/plan/image-lock.ts",
  "checkImageLock(JSON.parse(text), path)",
  'checkImageLock({ ...JSON.parse(text), n8n: "n8nio/n8n:latest" }, path)',
];

describe("preview of what the types would refuse", () => {
  it.each<[string, Edit, string]>([
    [
      "an image without a digest",
      unpinned,
      ': n8n must have a version tag and a digest, got "n8nio/n8n:latest". Write repository:tag@sha256:….',
    ],
    [
      "a route without a limit",
      [n8n, "      rateLimit: webRateLimit,\n", ""],
      "n8n.routes.editor.rateLimit is missing. Say how often one client may ask: webRateLimit or apiRateLimit.",
    ],
    [
      "a volume without a plan",
      [
        n8n,
        'volumes: { data: { backup: { every: "24h", keep: standardRetention } } },',
        "volumes: { data: {} as never },",
      ],
      "n8n.volumes.data.backup is missing. Plan its backup, or say why it needs none.",
    ],
    [
      "a container without a health check",
      [
        n8n,
        'healthcheck: httpHealthcheck(5678, ["/healthz/readiness", "/rest/settings"], {\n        startPeriod: "120s",\n      }),',
        "",
      ],
      "n8n.containers.n8n.healthcheck is missing. Say how to find out that it works.",
    ],
  ])("refuses %s before anything is planned", async (_, edit, line) => {
    const said = await previewWith(edit);
    expect(said.ok).toBe(false);
    const file = line.startsWith("n8n.") ? "services/n8n/n8n.ts" : "Pulumi.pm1.yaml";
    expect(said.output).toContain(`${file}: 1 problem\n`);
    expect(said.output).toContain(line);
  });
});

describe("preview of what somebody has the program make all the same", () => {
  const placeService = "stacks/plan/place-service.ts";

  it.each<[string, readonly Edit[], string, string]>([
    [
      "an image without a digest",
      [
        unpinned,
        ["stacks/plan/image-lock.ts", '=== "string" && isPinned(reference)', '=== "string"'],
      ],
      "container-image-pinned",
      'ComposeService "n8n": service.containers.n8n.image must have a version tag other than latest and a digest, got "n8nio/n8n:latest".',
    ],
    [
      "a route whose limit is not attached",
      [["components/traefik-proxy/dynamic-config.ts", "        `${limited}-rate-limit`,\n", ""]],
      "route-rate-limit-attached",
      'TraefikProxy "pm1-apps-proxy": http.routers.n8n-editor.middlewares must name a middleware that limits the rate of its requests',
    ],
    [
      "a volume without a plan",
      [[placeService, "volumes: service.volumes ?? {},", "volumes: { data: {} } as never,"]],
      "volume-backup-planned",
      'ComposeService "n8n": service.volumes.data.backup is missing.',
    ],
    [
      "a health check that cannot fail",
      [
        [
          placeService,
          "      image: site.images[container.image],",
          '      healthcheck: { ...container.healthcheck, kind: "command", command: ["true"] },\n      image: site.images[container.image],',
        ],
      ],
      "container-healthcheck-present",
      'ComposeService "n8n": service.containers.n8n.healthcheck.command must be a command that can fail, got "true".',
    ],
  ])("refuses %s, by policy", async (_, edits, rule, message) => {
    const said = await previewWith(...edits);
    expect(said.ok).toBe(false);
    expect(said.output).toMatch(new RegExp(`\\[mandatory\\].*${rule} `));
    expect(said.output).toContain(message);
  });
});
