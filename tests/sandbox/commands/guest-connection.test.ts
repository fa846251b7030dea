import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

import { stateDirectory } from "@moco-sandbox/world";

import { addressesOf, sshArguments } from "../../../sandbox/commands/guest-connection";
import { stackFilePath } from "../../../sandbox/commands/configuration/stack-file";
import { pinnedSshOptions } from "../../../components/host/host";
import type * as ownState from "../../support/own-state-directory";

jest.mock("@moco-sandbox/world", () => {
  const support = "../../support/own-state-directory";
  return jest.requireActual<typeof ownState>(support).worldWithOwnState();
});

const file = `config:
  moco-infra:guests:
    pm1-apps: { address: 10.50.0.70 }
    pm1-data: { address: 10.50.0.134 }
  moco-infra:hostKeyPublic-pm1-apps: ssh-ed25519 AAAA
`;

const second = `config:
  moco-infra:guests:
    pm2-apps: { address: 10.51.0.70 }
  moco-infra:hostKeyPublic-pm2-apps: ssh-ed25519 BBBB
`;

beforeEach(() => {
  mkdirSync(dirname(stackFilePath("pm1")), { recursive: true });
  writeFileSync(stackFilePath("pm1"), file);
});

afterAll(() => {
  rmSync(stateDirectory, { recursive: true });
});

describe("sshArguments", () => {
  it("holds the guest against the key in the stack's configuration", () => {
    const guest = { host: "10.50.0.70", port: 22, user: "ops", hostKey: "ssh-ed25519 AAAA" };
    expect(sshArguments("pm1-apps")).toEqual([...pinnedSshOptions(guest), "ops@10.50.0.70"]);
  });

  it("finds a guest at whichever location it is", () => {
    writeFileSync(stackFilePath("pm2"), second);
    const guest = { host: "10.51.0.70", port: 22, user: "ops", hostKey: "ssh-ed25519 BBBB" };
    expect(sshArguments("pm2-apps")).toEqual([...pinnedSshOptions(guest), "ops@10.51.0.70"]);
    rmSync(stackFilePath("pm2"));
  });

  it("names the guests that there are", () => {
    expect(() => sshArguments("apps")).toThrow(
      'guest: must be one of pm1-apps, pm1-data, got "apps".',
    );
  });

  it("connects to nobody without a key", () => {
    expect(() => sshArguments("pm1-data")).toThrow(
      'guest: pm1-data has no host key yet. Make it with "npm run sandbox -- up".',
    );
  });

  it("says that the sandbox is not up", () => {
    rmSync(stackFilePath("pm1"));
    expect(() => sshArguments("pm1-apps")).toThrow(
      'sandbox: it is not up. Start it with "npm run sandbox".',
    );
  });
});

describe("addressesOf", () => {
  it("is what the stack's configuration says", () => {
    expect(addressesOf("pm1")).toEqual({ "pm1-apps": "10.50.0.70", "pm1-data": "10.50.0.134" });
    expect(addressesOf("pm2")).toEqual({});
  });
});
