import { describeTargets } from "../../../tools/contract/describe-targets";

describe("describeTargets", () => {
  it("says that nothing real is met", () => {
    expect(describeTargets({})).toEqual([
      "plugins: stand-ins, against an API on loopback",
      "account: a stand-in on loopback",
      "node: left out, for its stand-in is a machine of the sandbox (npm test)",
    ]);
  });

  it("says what is met, and what is made there", () => {
    expect(
      describeTargets({
        plugins: "installed",
        account: { zone: "example.test", tokenFile: "/run/token" },
        node: { location: "pm1", ssh: "root@192.0.2.10", tokenFile: "/run/proxmox" },
      }),
    ).toEqual([
      "plugins: real ones (installed), against an API on loopback; nothing else is contacted",
      "account: CLOUDFLARE, zone example.test; makes and removes one tunnel, policy, application and record, moco-contract-…",
      "node: PROXMOX of pm1; makes and removes one guest, moco-contract-…, 8990 to 8992",
    ]);
  });
});
