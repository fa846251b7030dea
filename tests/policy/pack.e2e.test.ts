import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { type PolicyEngine, startPolicyEngine } from "../support/policy-engine";

jest.setTimeout(300_000);

describe("policy pack on the real engine", () => {
  let engine: PolicyEngine;

  beforeAll(async () => {
    engine = await startPolicyEngine("pm1");
  });

  afterAll(() => {
    engine.remove();
  });

  it.each(["empty", "none"])("passes the first preview of the program %p", async (variant) => {
    const { exitCode, output } = await engine.preview(variant);
    expect(output).toContain("✅ moco@");
    expect(output).not.toContain("[advisory]");
    expect(exitCode).toBe(0);
  });

  it.each([
    [
      "unpinned-image",
      "container-image-pinned",
      'ComposeService "n8n": service.containers.main.image must have a version tag other than latest and a digest, got "n8nio/n8n:latest".',
    ],
    [
      "unlimited-route",
      "route-rate-limit-present",
      'ComposeService "n8n": service.routes[n8n.example.org/].rateLimit is missing.',
    ],
    [
      "volume-without-plan",
      "volume-backup-planned",
      'ComposeService "n8n": service.volumes.data.backup is missing.',
    ],
    [
      "no-healthcheck",
      "container-healthcheck-present",
      'ComposeService "n8n": service.containers.main.healthcheck is missing.',
    ],
    [
      "unknown-image",
      "container-image-pinned",
      'ComposeService "n8n": service.containers.main.image is not known before deployment.',
    ],
    [
      "stray-container",
      "container-owned",
      'Container "redis": type must not run a container by itself, got "docker:index/container:Container". Declare it in the containers of a ComposeService; docs/policies.md#container-owned says why.',
    ],
    [
      "tunnel-without-proxy",
      "route-rate-limit-attached",
      'ZeroTrustTunnel "pm1": routes[n8n.example.org/] must be served by a TraefikProxy route with a rate limit, got "n8n.example.org/".',
    ],
  ])("refuses %s", async (variant, rule, message) => {
    const { exitCode, output } = await engine.preview(variant);
    expect(output).toMatch(new RegExp(`\\[mandatory\\].*${rule} `));
    expect(output).toContain(message);
    expect(exitCode).toBe(1);
  });

  it("shows all faults of a resource at once", async () => {
    const { exitCode, output } = await engine.preview("several-faults");
    expect([...output.matchAll(/\[mandatory\].*?\] +(\S+)/g)].map(([, rule]) => rule)).toEqual([
      "container-healthcheck-present",
      "container-image-pinned",
      "container-limits-present",
    ]);
    expect(exitCode).toBe(1);
  });

  describe("with exemptions", () => {
    let pack: string;

    beforeEach(() => {
      pack = copyOfPack();
    });

    afterEach(() => {
      rmSync(pack, { recursive: true, force: true });
    });

    it("passes what is exempt and prints it, refuses what is not needed, expired or malformed", async () => {
      const policy = join(pack, "policy");
      const file = join(policy, "exemptions.yaml");

      writeFileSync(file, exemptionsText(day(7)));
      const passed = await engine.preview("unpinned-image", policy);
      expect(passed.output).toContain(
        `Exempt from container-image-pinned until ${day(7)} (ada@example.com): Until upstream publishes.`,
      );
      expect(passed.exitCode).toBe(0);

      const unused = await engine.preview("none", policy);
      expect(unused.output).toContain("is not needed: nothing breaks its rule.");
      expect(unused.exitCode).toBe(1);

      writeFileSync(file, exemptionsText(day(-1)));
      const expired = await engine.preview("unpinned-image", policy);
      expect(expired.output).toContain("exemption of n8n from container-image-pinned has expired");
      expect(expired.exitCode).toBe(1);

      writeFileSync(file, exemptionsText(day(91)));
      const tooLong = await engine.preview("empty", policy);
      expect(tooLong.output).toContain("exemptions[0].expires must be at most 90 days ahead");
      expect(tooLong.exitCode).toBe(1);
    });
  });
});

/** The pack with an exemptions file of its own. */
function copyOfPack(): string {
  const folder = mkdtempSync(join(tmpdir(), "moco-pack-"));
  for (const part of ["policy", "tools/runtime", "model", "tsconfig.json"]) {
    cpSync(join(repositoryRoot, part), join(folder, part), { recursive: true });
  }
  symlinkSync(join(repositoryRoot, "node_modules"), join(folder, "node_modules"));
  return folder;
}

function exemptionsText(expires: string): string {
  return `exemptions:
  - rule: container-image-pinned
    stack: pm1
    resource: n8n
    reason: Until upstream publishes.
    owner: ada@example.com
    expires: ${expires}
`;
}

function day(fromToday: number): string {
  return new Date(Date.now() + fromToday * 86_400_000).toISOString().slice(0, 10);
}
