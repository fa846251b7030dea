import {
  dockerHost,
  type GuestConnection,
  renderKnownHosts,
  sshOptions,
  toBootingConnection,
  toCommandConnection,
} from "../../../components/host/guest-connection";
import { pauseAfter } from "../../../sandbox/toolchain/command/dial";

interface Dialing {
  readonly dialErrorLimit?: number;
  readonly perDialTimeout?: number;
}

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

  it("gives a guest up after about two minutes, one that may be booting after twice that", () => {
    const seconds = ({ dialErrorLimit = 0, perDialTimeout = 0 }: Dialing): number => {
      const pauses = Array.from({ length: dialErrorLimit }, (_, index) => pauseAfter(index + 1));
      const paused = pauses.reduce((sum, pause) => sum + pause, 0) / 1_000;
      return Math.round((dialErrorLimit + 1) * perDialTimeout + paused);
    };
    expect(seconds(toCommandConnection(connection) as Dialing)).toBe(146);
    expect(seconds(toBootingConnection(connection) as Dialing)).toBe(326);
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
