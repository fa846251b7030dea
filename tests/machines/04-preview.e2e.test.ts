import { Checkout } from "./support/checkout";
import { pulumi, type Said } from "./support/engine";

/** Previews pm1 with one text of n8n changed. */
async function previewWith(from: string, to: string, file = "services/n8n.ts"): Promise<Said> {
  const checkout = new Checkout().edit(file, from, to);
  try {
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
    const said = await previewWith('memory: "1g"', 'memory: "2g"');
    expect(said.ok).toBe(true);
    expect(said.output).toContain("~ compose.yaml: (yaml)");
    expect(said.output).toContain('~ memory: "1g" => "2g"');
    expect(said.output).toContain("[secret]");
  });
});

describe("preview of what must never be deployed", () => {
  it.each([
    [
      "an image without a digest",
      "services/n8n.ts",
      'image: "n8n",',
      'image: "unpinned" as "n8n",',
      "stacks/image-lock.ts",
      "container-image-pinned",
    ],
  ])("refuses %s", async (_, file, from, to, lockFile, rule) => {
    const checkout = new Checkout()
      .edit(file, from, to)
      .edit(
        lockFile,
        "  return Object.fromEntries(entries) as Readonly<Record<ImageName, string>>;",
        '  return { ...Object.fromEntries(entries), unpinned: "n8nio/n8n:latest" } as unknown as Readonly<Record<ImageName, string>>;',
      );
    const said = await pulumi("preview", "pm1", [], checkout.directory);
    checkout.remove();
    expect(said.ok).toBe(false);
    expect(said.output).toContain(rule);
    expect(said.output).toContain("[mandatory]");
  });

  it.each([
    ["a route without a limit", "      rateLimit: webRateLimit,", "", "route-rate-limit"],
    [
      "a volume without a plan",
      'volumes: { data: { backup: { every: "24h", keep: standardRetention } } },',
      "volumes: { data: {} as never },",
      "volume-backup-planned",
    ],
    [
      "a service without a health check",
      'healthcheck: httpHealthcheck(5678, ["/healthz/readiness", "/rest/settings"], {\n        startPeriod: "120s",\n      }),',
      "",
      "container-healthcheck-present",
    ],
  ])("refuses %s", async (_, from, to, rule) => {
    const said = await previewWith(from, to);
    expect(said.ok).toBe(false);
    expect(said.output).toContain(rule);
  });
});
