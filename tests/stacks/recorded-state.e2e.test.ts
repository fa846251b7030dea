import {
  type RecordedDeployment,
  recallDeployment,
  recordedUrns,
  type Step,
} from "../support/recorded-deployment";

const guests = ["pm1-apps", "pm1-data", "pm1-mgmt"];
const machines = guests.flatMap((name) => [`${name}-data`, `${name}-vm`]);
const rulesOf = guests.map((name) => `${name}-rules`);
const firewallsOf = guests.map((name) => `${name}-firewall`);

describe("a deployment of the commit before the floors", () => {
  let deployment: RecordedDeployment | undefined;
  let account: readonly Step[];
  let pm1: readonly Step[];

  beforeAll(async () => {
    deployment = await recallDeployment();
    account = await deployment.preview("account");
    pm1 = await deployment.preview("pm1");
  }, 300_000);

  afterAll(() => {
    deployment?.remove();
  });

  // Whoever changes this list says what an account that is there will go through.
  it("changes these resources of its account, and no others", () => {
    expect(changesOf(account)).toEqual([
      "create cloudflare:index/urlNormalizationSettings:UrlNormalizationSettings zone-main-url-normalization",
      "update cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication access-enrolment",
      "update cloudflare:index/zeroTrustDeviceDefaultProfile:ZeroTrustDeviceDefaultProfile private-network-device-profile",
      "update cloudflare:index/zeroTrustDeviceSettings:ZeroTrustDeviceSettings private-network-device-settings",
    ]);
    expect(recordedIn(account)).toEqual([...recordedUrns("account")].sort());
  });

  // Whoever changes this list says what a deployment that is there will go through.
  it("changes these resources of pm1, and no others", () => {
    expect(changesOf(pm1)).toEqual([
      "create command:remote:Command n8n-reaches",
      "create docker:index/network:Network pm1-apps-networks-n8n.proxy",
      "create moco:index:GuestNetworks pm1-apps-networks",
      "delete docker:index/network:Network pm1-apps-edge-network",
      "replace proxmoxve:index/fileLegacy:FileLegacy pm1-apps-user-data",
      "replace proxmoxve:index/fileLegacy:FileLegacy pm1-data-user-data",
      "replace proxmoxve:index/fileLegacy:FileLegacy pm1-mgmt-user-data",
      "update cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication pm1-tunnel-application-n8n-editor",
      "update cloudflare:index/zeroTrustAccessApplication:ZeroTrustAccessApplication pm1-tunnel-application-n8n-webhooks",
      "update command:remote:Command n8n-database-release",
      "update command:remote:Command n8n-release",
      "update command:remote:Command pm1-apps-proxy-traefik-release",
      "update command:remote:Command pm1-apps-ready",
      "update command:remote:Command pm1-connectors-pm1-apps",
      "update command:remote:Command pm1-connectors-pm1-mgmt",
      "update command:remote:Command pm1-data-ready",
      "update command:remote:Command pm1-mgmt-ready",
      "update moco:index:ComposeService n8n",
      "update moco:index:ComposeService n8n-database",
      "update moco:index:ComposeService pm1-apps-proxy-traefik",
      "update moco:index:LocationNetwork pm1-network",
      "update moco:index:ProxmoxVm pm1-apps",
      "update moco:index:ProxmoxVm pm1-data",
      "update moco:index:ProxmoxVm pm1-mgmt",
      "update moco:index:TraefikProxy pm1-apps-proxy",
      "update moco:index:ZeroTrustTunnel pm1-tunnel",
      // No start order any more, and a shorter patience with a guest that hangs.
      ...machines.map((name) => `update proxmoxve:index/vmLegacy:VmLegacy ${name}`),
    ]);
  });

  it("meets everything that pm1 had, once", () => {
    expect(recordedIn(pm1)).toEqual([...recordedUrns("pm1")].sort());
  });

  // The files that guests are born with: nothing reads them once a guest is there.
  const born = /^replace proxmoxve:index\/fileLegacy:FileLegacy pm1-\w+-user-data$/;

  it("replaces nothing that is in use, and deletes only the network that services shared with the proxy", () => {
    const gone = pm1.filter(({ op }) => !["same", "update", "create", "read"].includes(op));
    const steps = gone.map(({ op, resource }) => `${op} ${resource}`);
    expect(steps.filter((step) => !born.test(step))).toEqual([
      "delete docker:index/network:Network pm1-apps-edge-network",
    ]);
  });

  // The guest finds the release that runs, and leaves it running.
  it("applies the database's release again because it gives up sooner, and for nothing else", () => {
    const step = pm1.find(({ resource }) => resource.endsWith(" n8n-database-release"));
    expect(step?.because).toEqual(["connection"]);
  });

  it.each([
    ["docker:index/volume:Volume", ["n8n-data", "n8n-database-data"]],
    ["proxmoxve:download/file:File", ["pm1-guest-image"]],
    ["proxmoxve:firewall/rulesLegacy:RulesLegacy", rulesOf],
    ["proxmoxve:firewall/optionsLegacy:OptionsLegacy", firewallsOf],
    [
      "proxmoxve:network/linux/vlan:Vlan",
      ["pm1-network-application", "pm1-network-data", "pm1-network-external"],
    ],
    [
      "cloudflare:index/zeroTrustTunnelCloudflared:ZeroTrustTunnelCloudflared",
      ["pm1-tunnel-tunnel"],
    ],
    [
      "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig",
      ["pm1-tunnel-ingress"],
    ],
    ["cloudflare:index/dnsRecord:DnsRecord", ["pm1-tunnel-record-n8n"]],
    [
      "docker:index/network:Network",
      ["n8n-database-network", "n8n-network", "pm1-apps-proxy-traefik-network"],
    ],
  ])("leaves what holds data or serves as it is: %s", (type, names) => {
    expect(namesOf(pm1, "same", type)).toEqual(names);
  });
});

/** What a person looks at in a preview: `update command:remote:Command n8n-release`. */
function changesOf(steps: readonly Step[]): readonly string[] {
  return steps
    .filter(({ op }) => op !== "same" && op !== "read")
    .map(({ op, resource }) => `${op} ${resource}`)
    .sort();
}

/** What the steps are about, as it was recorded. */
function recordedIn(steps: readonly Step[]): readonly string[] {
  return steps.flatMap(({ was }) => (was === undefined ? [] : [was])).sort();
}

function namesOf(steps: readonly Step[], op: string, type: string): readonly string[] {
  return steps
    .filter((step) => step.op === op && step.resource.startsWith(`${type} `))
    .map(({ resource }) => resource.slice(type.length + 1))
    .sort();
}
