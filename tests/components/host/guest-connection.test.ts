import {
  dockerHost,
  type GuestConnection,
  renderKnownHosts,
  sshOptions,
  toBootingConnection,
  toCommandConnection,
} from "../../../components/host/guest-connection";

const connection: GuestConnection = {
  host: "10.50.0.70",
  port: 22,
  user: "ops",
  hostKey: "ssh-ed25519 AAAA",
};

describe("toCommandConnection", () => {
  it("pins the host key and tries for a while, without any private key", () => {
    expect(toCommandConnection(connection)).toEqual({
      host: "10.50.0.70",
      port: 22,
      user: "ops",
      hostKey: "ssh-ed25519 AAAA",
      dialErrorLimit: 18,
      perDialTimeout: 5,
    });
  });
});

describe("toBootingConnection", () => {
  it("differs in its patience alone", () => {
    expect(toBootingConnection(connection)).toEqual({
      ...toCommandConnection(connection),
      dialErrorLimit: 36,
    });
  });
});

describe("dockerHost", () => {
  it("is a URL that docker takes", () => {
    expect(dockerHost(connection)).toBe("ssh://ops@10.50.0.70:22");
  });
});

describe("sshOptions", () => {
  it("accepts pinned host keys only", () => {
    expect(sshOptions(".generated/known_hosts")).toEqual(
      expect.arrayContaining([
        "UserKnownHostsFile=.generated/known_hosts",
        "GlobalKnownHostsFile=/dev/null",
        "StrictHostKeyChecking=yes",
        "HostKeyAlgorithms=ssh-ed25519",
        "BatchMode=yes",
      ]),
    );
  });
});

describe("renderKnownHosts", () => {
  it("lists hosts sorted, with a port that is not ssh's own", () => {
    expect(
      renderKnownHosts([
        { ...connection, host: "10.50.0.134", port: 2222, hostKey: "ssh-ed25519 BBBB" },
        connection,
      ]),
    ).toBe("10.50.0.70 ssh-ed25519 AAAA\n[10.50.0.134]:2222 ssh-ed25519 BBBB\n");
  });
});
