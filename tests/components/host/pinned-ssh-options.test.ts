import execa from "execa";

import { sshOptions } from "../../../components/host/guest-connection";
import { pinnedSshOptions } from "../../../components/host/pinned-ssh-options";
import {
  makeHostKey,
  startServer,
  type TestServer,
} from "../../sandbox/toolchain/command/ssh-server";

describe("pinnedSshOptions", () => {
  it("holds the host key itself, and names no file of a checkout", () => {
    const guest = { host: "10.50.0.70", port: 22, user: "ops", hostKey: "ssh-ed25519 AAAA" };
    expect(pinnedSshOptions(guest)).toEqual([
      ...sshOptions("/dev/null"),
      "-o",
      "KnownHostsCommand=/usr/bin/env echo 10.50.0.70 ssh-ed25519 AAAA",
    ]);
  });
});

describe("ssh with pinnedSshOptions", () => {
  const key = makeHostKey();
  let server: TestServer;

  beforeAll(async () => {
    server = await startServer(key);
  });

  afterAll(() => {
    server.close();
  });

  /** Last line that ssh said to a server that lets nobody in by key. */
  async function lastLine(hostKey: string): Promise<string | undefined> {
    const guest = { host: "127.0.0.1", port: server.port, user: "ops", hostKey };
    const args = [...pinnedSshOptions(guest), "-p", String(server.port), "ops@127.0.0.1", "true"];
    const { stderr } = await execa("ssh", args, { reject: false, stdin: "ignore" });
    return stderr.trim().split("\n").at(-1);
  }

  it("goes on to the login where the key is the pinned one", async () => {
    expect(await lastLine(key.public)).toBe("ops@127.0.0.1: Permission denied (password).");
  });

  it("stops at another key", async () => {
    expect(await lastLine(makeHostKey().public)).toBe("Host key verification failed.");
  });
});
