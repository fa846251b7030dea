import { startThirtyServices, type ThirtyServicesEngine } from "../support/thirty-services-engine";

/** What `pulumi preview --json` says. */
interface PreviewDigest {
  readonly steps: readonly { readonly newState: { readonly type: string } }[];
  readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

describe("thirty services on the real engine", () => {
  let engine: ThirtyServicesEngine;

  beforeAll(async () => {
    engine = await startThirtyServices();
  });

  afterAll(() => {
    engine.remove();
  });

  it("are previewed as what they are, and pass the policies", async () => {
    const { exitCode, stdout } = await engine.preview("", "--json");
    const { steps, diagnostics = [] } = JSON.parse(stdout) as PreviewDigest;
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect([exitCode, errors.map(({ message }) => message)]).toEqual([0, []]);
    const counts: Record<string, number> = {};
    for (const { newState } of steps) counts[newState.type] = (counts[newState.type] ?? 0) + 1;
    expect(counts).toEqual({
      "pulumi:pulumi:Stack": 1,
      "pulumi:pulumi:StackReference": 1,
      "pulumi:providers:cloudflare": 1,
      "pulumi:providers:docker": 6,
      "pulumi:providers:proxmoxve": 1,
      // Two of the 18 routes are paths of another one's name.
      "moco:index:ZeroTrustTunnel": 1,
      "cloudflare:index/dnsRecord:DnsRecord": 16,
      "cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication": 18,
      "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared": 1,
      "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig": 1,
      // Each guest has a data guest beside it.
      "moco:index:LocationNetwork": 1,
      "moco:index:ProxmoxVm": 6,
      "proxmoxve:download/file:File": 1,
      "proxmoxve:firewall/optionsLegacy:OptionsLegacy": 6,
      "proxmoxve:firewall/rulesLegacy:RulesLegacy": 6,
      "proxmoxve:index/fileLegacy:FileLegacy": 6,
      "proxmoxve:index/vmLegacy:VmLegacy": 12,
      "proxmoxve:network/linux/vlan:Vlan": 3,
      // 30 services and the proxies of five guests, each with a network of its own, and 23 shared ones.
      "moco:index:ComposeService": 35,
      "moco:index:GuestNetworks": 5,
      "moco:index:TraefikProxy": 5,
      "docker:index/network:Network": 58,
      "docker:index/volume:Volume": 19,
      // 35 releases, six guests, two connectors.
      "moco:index:TunnelConnectors": 1,
      "command:remote:Command": 52,
    });
  });

  it.each([
    [
      "no-healthcheck",
      "container-healthcheck-present",
      'ComposeService "probe": service.containers.probe.healthcheck is missing.',
    ],
    [
      "privileged",
      "container-unprivileged",
      'ComposeService "probe": files["compose.yaml"].services.probe.privileged must not be set, got true.',
    ],
  ])("are refused where one goes around the plan: %s", async (variant, rule, message) => {
    const { exitCode, output } = await engine.preview(variant);
    expect([...output.matchAll(/\[mandatory\].*?\] +(\S+)/g)].map(([, broken]) => broken)).toEqual([
      rule,
    ]);
    expect(output).toContain(message);
    expect(exitCode).not.toBe(0);
  });
});
