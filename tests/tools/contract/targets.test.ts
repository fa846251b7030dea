import { contractTargets } from "../../../tools/contract/targets";

const account = {
  MOCO_CONTRACT_ACCOUNT: "example.test",
  MOCO_CONTRACT_ACCOUNT_TOKEN_FILE: "/run/token",
};
const node = {
  MOCO_CONTRACT_PLUGINS: "installed",
  MOCO_CONTRACT_NODE: "pm1",
  MOCO_CONTRACT_NODE_TOKEN_FILE: "/run/proxmox",
  MOCO_CONTRACT_NODE_SSH: "root@192.0.2.10",
};

describe("contractTargets", () => {
  it("names nothing real where nothing is set", () => {
    expect(contractTargets({ MOCO_CONTRACT_PLUGINS: " ", HOME: "/root" })).toEqual({});
  });

  it("takes what is named", () => {
    expect(contractTargets({ ...account, ...node })).toEqual({
      plugins: "installed",
      account: { zone: "example.test", tokenFile: "/run/token" },
      node: { location: "pm1", ssh: "root@192.0.2.10", tokenFile: "/run/proxmox" },
    });
  });

  it("refuses what does not fit together, all of it", () => {
    expect(() =>
      contractTargets({
        MOCO_CONTRACT_ACCOUNT: "example.test",
        MOCO_CONTRACT_NODE: "pm9",
      }),
    ).toThrow(`contract: 5 problems
  MOCO_CONTRACT_ACCOUNT_TOKEN_FILE is missing beside MOCO_CONTRACT_ACCOUNT. Set it: file with its API token, for nobody else to read.
  MOCO_CONTRACT_NODE must be a location, got pm9. Use one of pm1, pm2.
  MOCO_CONTRACT_NODE_SSH is missing beside MOCO_CONTRACT_NODE. Set it: how bootstrap reaches that node, root@<address>.
  MOCO_CONTRACT_NODE_TOKEN_FILE is missing beside MOCO_CONTRACT_NODE. Set it: file with the API token that bootstrap printed.
  MOCO_CONTRACT_PLUGINS is missing beside MOCO_CONTRACT_NODE. Set it: real provider plugins: \`installed\`, or a folder that holds all four.`);
  });

  it("refuses a token for nothing", () => {
    expect(() => contractTargets({ MOCO_CONTRACT_NODE_TOKEN_FILE: "/run/proxmox" })).toThrow(
      "MOCO_CONTRACT_NODE_TOKEN_FILE means nothing without MOCO_CONTRACT_NODE. Set MOCO_CONTRACT_NODE as well, or unset this.",
    );
  });
});
