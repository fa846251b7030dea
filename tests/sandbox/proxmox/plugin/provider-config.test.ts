import { isAllowed } from "../../../../sandbox/proxmox/plugin/node-api";
import { parseProviderConfig } from "../../../../sandbox/proxmox/plugin/provider-config";

const token = "moco@pve!pulumi=01234567-89ab-cdef-0123-456789abcdef";

describe("parseProviderConfig", () => {
  it("takes endpoint, token and SSH access apart", () => {
    const ssh = { agent: true, username: "moco", nodes: [{ name: "pm1", address: "10.50.0.1" }] };
    expect(
      parseProviderConfig({
        endpoint: "https://10.50.0.1:8006/",
        apiToken: token,
        insecure: true,
        ssh,
      }),
    ).toEqual({
      endpoint: "https://10.50.0.1:8006",
      apiToken: token,
      insecure: true,
      ssh: { username: "moco", nodes: [{ name: "pm1", address: "10.50.0.1", port: 22 }] },
    });
  });

  it("takes what a preview knows", () => {
    expect(parseProviderConfig({})).toEqual({ insecure: false });
  });

  it("refuses an endpoint with a path", () => {
    expect(() => parseProviderConfig({ endpoint: "https://10.50.0.1:8006/api2/json" })).toThrow(
      "proxmoxve: endpoint must be an https URL without a path, got https://10.50.0.1:8006/api2/json. Write https://<address>:8006/.",
    );
  });

  it("refuses a mangled token without repeating it", () => {
    expect(() => parseProviderConfig({ apiToken: "moco@pve!pulumi" })).toThrow(
      new Error(
        "proxmoxve: apiToken must be in the form USER@REALM!TOKENID=UUID. Copy it whole from what bootstrap printed.",
      ),
    );
  });
});

describe("isAllowed", () => {
  const permissions = { "/": { "Sys.Audit": 1 }, "/vms": { "VM.Audit": 1 } };

  it("inherits what is given above", () => {
    expect(isAllowed(permissions, "/vms/120", "VM.Audit")).toBe(true);
    expect(isAllowed(permissions, "/nodes/pm1", "Sys.Audit")).toBe(true);
  });

  it("lets what is given below replace what is given above", () => {
    expect(isAllowed(permissions, "/vms/120", "Sys.Audit")).toBe(false);
  });

  it("allows nothing where nothing is given", () => {
    expect(isAllowed({}, "/vms/120", "VM.Audit")).toBe(false);
  });
});
