import { parseConnection, parseHostKey } from "../../../../sandbox/toolchain/command/connection";

describe("parseConnection", () => {
  const agent = process.env["SSH_AUTH_SOCK"];

  afterEach(() => {
    if (agent === undefined) delete process.env["SSH_AUTH_SOCK"];
    else process.env["SSH_AUTH_SOCK"] = agent;
  });

  it("fills in what the provider fills in", () => {
    process.env["SSH_AUTH_SOCK"] = "/run/agent";
    expect(parseConnection({ host: "10.50.0.70" })).toEqual({
      host: "10.50.0.70",
      port: 22,
      user: "root",
      agentSocketPath: "/run/agent",
      dialErrorLimit: 10,
      perDialTimeout: 15,
    });
  });
});

describe("parseHostKey", () => {
  it("reads a public key line, with or without a comment", () => {
    expect(parseHostKey("ssh-ed25519 AAAA pm1-apps\n")).toEqual({
      type: "ssh-ed25519",
      blob: "AAAA",
    });
  });

  it("refuses what is none", () => {
    expect(() => parseHostKey("SHA256:abc")).toThrow(
      "connection.hostKey cannot be read. Give a public key line: ssh-ed25519, a space, the key.",
    );
  });
});
