import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { dirname, join } from "node:path";

import { lockFolder } from "@moco-sandbox/toolchain/stale-lock";
import { stateDirectory } from "@moco-sandbox/world";

import {
  describeInterrupted,
  parsePendingCreates,
  refuseInterrupted,
} from "../../../sandbox/commands/interrupted-run";
import { stateFile } from "../../../sandbox/commands/stack";
import type * as ownState from "../../support/own-state-directory";

jest.mock("@moco-sandbox/world", () => {
  const support = "../../support/own-state-directory";
  return jest.requireActual<typeof ownState>(support).worldWithOwnState();
});

const vm = "urn:pulumi:pm1::moco-infra::moco:index:ProxmoxVm$proxmoxve:index/vmLegacy:VmLegacy";

/** A state as the engine's local backend writes it. */
function aState(...pending: readonly (readonly [type: string, urn: string])[]): string {
  const operations = pending.map(([type, urn]) => ({ type, resource: { urn, custom: true } }));
  return JSON.stringify({
    version: 3,
    checkpoint: {
      stack: "organization/moco-infra/pm1",
      latest: { pending_operations: operations },
    },
  });
}

const killed = aState(
  ["updating", `${vm}::pm1-mgmt-vm`],
  ["creating", `${vm}::pm1-apps-vm`],
  ["deleting", `${vm}::pm1-old-vm`],
  // Carried along from the run before that.
  ["creating", `${vm}::pm1-apps-vm`],
);

const message = [
  "stack pm1: the last run was killed while it was making this, and nobody knows whether it was made:",
  "  pm1-apps-vm (proxmoxve:index/vmLegacy:VmLegacy)",
  'To forget it and go on: "npm run sandbox -- up --clear-pending-creates".',
  'Should something be refused then because it exists already: "npm run sandbox -- destroy --force", and up again.',
].join("\n");

function write(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

afterEach(() => {
  rmSync(join(stateDirectory, "pulumi"), { recursive: true, force: true });
});

afterAll(() => {
  rmSync(stateDirectory, { recursive: true });
});

describe("parsePendingCreates", () => {
  it("names what was being made, once, and nothing that is simply done again", () => {
    expect(parsePendingCreates(killed)).toEqual([`${vm}::pm1-apps-vm`]);
  });

  it.each([
    ["a run that ended well", aState()],
    ["a stack that was just made", '{"version":3,"checkpoint":{"latest":null}}'],
    ["an engine that leaves the list out", '{"version":3,"checkpoint":{"latest":{}}}'],
  ])("is empty after %s", (_, state) => {
    expect(parsePendingCreates(state)).toEqual([]);
  });
});

describe("describeInterrupted", () => {
  it("says of all stacks at once what it is and what to run", () => {
    const account = "urn:pulumi:account::moco-infra::cloudflare:index/dnsRecord:DnsRecord::www";
    expect(describeInterrupted({ account: [account], pm1: [`${vm}::pm1-apps-vm`] })).toBe(
      [
        "stack account: the last run was killed while it was making this, and nobody knows whether it was made:",
        "  www (cloudflare:index/dnsRecord:DnsRecord)",
        message,
      ].join("\n"),
    );
  });
});

describe("refuseInterrupted", () => {
  it("lets stacks pass that were never deployed", () => {
    refuseInterrupted(["account", "pm1"]);
  });

  it("lets stacks pass whose last run ended, or was only changing something", () => {
    write(stateFile("pm1"), aState(["updating", `${vm}::pm1-apps-vm`]));
    refuseInterrupted(["account", "pm1"]);
  });

  it("refuses a stack whose last run was killed, and only where it is asked for", () => {
    write(stateFile("pm1"), killed);
    expect(() => {
      refuseInterrupted(["account", "pm1"]);
    }).toThrow(new Error(message));
    refuseInterrupted(["account"]);
  });

  it("takes a run that is alive for what it is", () => {
    write(stateFile("pm1"), killed);
    // Another machine's, of which nobody here can tell whether it is alive.
    const lock = { pid: 1, hostname: `not-${hostname()}`, timestamp: "2026-01-02T03:04:05Z" };
    write(join(lockFolder("pm1"), "a.json"), JSON.stringify(lock));
    expect(() => {
      refuseInterrupted(["pm1"]);
    }).toThrow(
      `stack pm1: must not be held by another run, got process 1 on not-${hostname()} since 2026-01-02T03:04:05Z. Wait for it or end it and run again; where it is gone for certain, remove ${lockFolder("pm1")}.`,
    );
  });
});
