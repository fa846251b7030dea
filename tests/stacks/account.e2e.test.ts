import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";

import execa from "execa";

import { accountId } from "../sandbox/cloudflare/edge/loopback-edge";
import { type AccountOnEdge, startAccount } from "../support/account-on-edge";
import { documentBlock } from "../support/document-block";

const runbook = "docs/runbooks/service-token.md";
const routeKind = "zeroTrustTunnelCloudflaredRoute";

interface ExportedState {
  readonly deployment: {
    readonly resources: readonly {
      readonly type: string;
      readonly dependencies: readonly string[];
    }[];
  };
}

const nameOf = (urn: string): string => urn.split("::").at(-1) ?? urn;

describe("the stack account, at a new account", () => {
  let account: AccountOnEdge;

  beforeAll(async () => {
    account = await startAccount();
  }, 600_000);

  afterAll(async () => {
    await account.stop();
  });

  it("is refused what a new account has already", async () => {
    const { exitCode, output } = await up();
    expect(exitCode).not.toBe(0);
    expect(output).toContain("identity provider of type onetimepin already exists (12132)");
  });

  it("takes it under Pulumi with the commands of docs/cloudflare.md", async () => {
    const commands = documentBlock("docs/cloudflare.md", "which would be refused for them");
    await shell(
      commands
        .replace("<account id>", accountId)
        .replace("https://api.cloudflare.com/client/v4", account.edge.apiUrl),
    );
    await succeed(up());
    expect(await propertiesOf("zeroTrustAccessIdentityProvider")).toMatchObject([
      { name: "One-time PIN login" },
    ]);
    const applications = await propertiesOf("zeroTrustAccessApplication");
    expect(applications).toMatchObject([
      { name: "Warp Login App", policies: [{ precedence: 1 }, { precedence: 2 }] },
    ]);
  });

  it("has made no route before Gateway filters", async () => {
    const changes = account.changes().filter((change) => filters.test(change));
    const first = changes.indexOf(`written ${routeKind}`);
    expect([...changes.slice(0, first)].sort()).toEqual([
      "written zeroTrustDeviceSettings",
      ...Array.from({ length: 3 }, () => "written zeroTrustGatewayPolicy"),
    ]);
    expect(changes.slice(first)).toEqual([`written ${routeKind}`, `written ${routeKind}`]);
    // Not by chance: it waits for them, and they go after it.
    const state = await succeed(account.pulumi("stack", "export", "--stack", "account"));
    const { deployment } = JSON.parse(state) as ExportedState;
    const routes = deployment.resources.filter(({ type }) => type.includes(`/${routeKind}:`));
    expect(routes.map(({ dependencies }) => dependencies.map(nameOf).sort())).toEqual(
      ["pm1", "pm2"].map((location) => [
        "private-network-device-settings",
        `private-network-${location}-tunnel`,
        "private-network-policy-private-ranges-automation",
        "private-network-policy-private-ranges-deny",
        "private-network-policy-private-ranges-operators",
      ]),
    );
  });

  it("plans no change after a refresh", async () => {
    await succeed(account.pulumi("refresh", "--run-program", "--yes", ...quietly));
    await expectNoChanges();
  });

  it("says when its service token ends, and warns in time", async () => {
    const lines = await shell(documentBlock(runbook, "See when each one ends."));
    expect(JSON.parse(lines)).toEqual({
      ci: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/) as string,
    });
    await shell(
      "pulumi config set --plaintext --path serviceTokens.ci.duration 24h --stack account",
    );
    await succeed(up());
    const { output } = await account.pulumi("preview", ...quietly);
    expect(output).toMatch(
      /warning: service token ci: expires at \S+, and then whoever uses it is refused\. Renew it: docs\/runbooks\/service-token\.md\./,
    );
  });

  it("renews it with the commands of its runbook, and nobody notices", async () => {
    const before = await credentials();
    await shell(documentBlock(runbook, "It ends soon: renew it."));
    expect(await credentials()).toEqual(before);
    const { exitCode, output } = await account.pulumi("preview", ...quietly);
    expect([exitCode, output.includes("warning: service token")]).toEqual([0, false]);
  });

  it("makes a new secret with the commands of its runbook, while the one before overlaps", async () => {
    const before = await credentials();
    await shell(documentBlock(runbook, "make a new one."));
    const after = await credentials();
    expect(after.clientId).toBe(before.clientId);
    expect(after.clientSecret).not.toBe(before.clientSecret);
    const end = await previousUntil();
    expect(new Date(end).getTime()).toBeGreaterThan(Date.now());
    await shell(documentBlock(runbook, "Somebody else has it right now"));
    expect(await credentials()).toEqual(after);
    expect(new Date(await previousUntil()).getTime()).toBeLessThan(new Date(end).getTime());
  });

  it("hands the new secret to the workflows, over standard input", async () => {
    const folder = join(account.folder, "bin");
    mkdirSync(folder);
    const gh = '#!/bin/sh\n{ echo "$@"; cat; } >>"$(dirname "$0")/calls"\n';
    writeFileSync(join(folder, "gh"), gh, { mode: 0o755 });
    await shell(documentBlock(runbook, "Then give the new secret"), folder);
    const { clientSecret } = await credentials();
    const environments = ["preview", "production-pm1", "production-pm2"];
    expect(readFileSync(join(folder, "calls"), "utf8")).toBe(
      environments
        .map((name) => `secret set WARP_CLIENT_SECRET --env ${name}\n${clientSecret}\n`)
        .join(""),
    );
  });

  it("keeps secrets out of what is shown", async () => {
    const { clientSecret } = await credentials();
    const shown = await succeed(account.pulumi("stack", "output", "--json", "--stack", "account"));
    expect(shown).not.toContain(clientSecret);
    expect(JSON.parse(shown)).toMatchObject({ serviceTokens: "[secret]" });
  });

  it("plans no change after all of this and a refresh", async () => {
    await succeed(account.pulumi("refresh", "--run-program", "--yes", ...quietly));
    await expectNoChanges();
  });

  it("makes no route where Gateway's proxy is refused", async () => {
    await succeed(account.pulumi("destroy", "--yes", "--skip-preview", ...quietly));
    const gone = account.changes().filter((change) => filters.test(change));
    expect(gone.slice(-6, -4)).toEqual([`deleted ${routeKind}`, `deleted ${routeKind}`]);
    const error = "invalid account settings request";
    const fault = { provider: "cloudflare", type: "ZeroTrustDeviceSettings", operation: "create" };
    const faults = [{ ...fault, fault: { error } }];
    writeFileSync(join(account.folder, "faults.json"), JSON.stringify(faults));
    const { exitCode, output } = await up();
    expect(exitCode).not.toBe(0);
    expect(output).toContain(error);
    expect(await propertiesOf(routeKind)).toEqual([]);
  });

  const quietly = ["--stack", "account", "--suppress-progress"] as const;

  const filters = /zeroTrust(GatewayPolicy|DeviceSettings|TunnelCloudflaredRoute)$/;

  const up = () => account.pulumi("up", "--yes", "--skip-preview", ...quietly);

  async function succeed(run: ReturnType<AccountOnEdge["pulumi"]>): Promise<string> {
    const { exitCode, output, stdout } = await run;
    expect([exitCode, exitCode === 0 ? "" : output]).toEqual([0, ""]);
    return stdout;
  }

  async function expectNoChanges(): Promise<void> {
    const { exitCode, output } = await account.pulumi(
      "preview",
      "--diff",
      "--expect-no-changes",
      ...quietly,
    );
    expect([exitCode, exitCode === 0 ? "" : output]).toEqual([0, ""]);
  }

  /** What an operator's shell does with these commands. */
  async function shell(commands: string, bin?: string): Promise<string> {
    const path = account.environment["PATH"] ?? "";
    // What the policies say of this stack has a test of its own.
    const script = `set -euo pipefail\n${commands.replaceAll("--policy-pack policy", "")}`;
    const { stdout } = await execa("bash", ["-c", script], {
      cwd: account.folder,
      env: { ...account.environment, PATH: bin === undefined ? path : bin + delimiter + path },
      extendEnv: false,
    });
    return stdout;
  }

  async function propertiesOf(kind: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
    return (await account.edge.api.list(kind)).map(({ properties }) => properties);
  }

  async function previousUntil(): Promise<string> {
    const [token] = await propertiesOf("zeroTrustAccessServiceToken");
    return String(token?.["previousClientSecretExpiresAt"]);
  }

  async function credentials(): Promise<{
    readonly clientId: string;
    readonly clientSecret: string;
  }> {
    const shown = await shell(
      "pulumi stack output serviceTokens --json --show-secrets --stack account",
    );
    return (JSON.parse(shown) as { readonly ci: { clientId: string; clientSecret: string } }).ci;
  }
});
