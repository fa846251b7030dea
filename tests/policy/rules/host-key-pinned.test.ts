import { toCommandConnection } from "../../../components/host/host";
import { resourceType } from "../../../policy/facts/resource-type";
import { hostKeyPinned } from "../../../policy/rules/host-key-pinned";
import { aResource, unknownText, violationsOf } from "../../support/policy";

const hostKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHh5enp5";

function withConnection(connection: unknown, type: string = resourceType.remoteCommand) {
  return violationsOf(hostKeyPinned, aResource(type, { connection }));
}

const fix = 'Write it as "ssh-ed25519 AAAA…", from the stack\'s configuration.';

describe("hostKeyPinned", () => {
  it("accepts a connection with a known host key", () => {
    const connection = toCommandConnection({ host: "10.50.0.70", port: 22, user: "ops", hostKey });
    expect(withConnection(connection)).toEqual([]);
  });

  it.each([
    [resourceType.remoteCommand, "Command"],
    [resourceType.remoteCopy, "CopyToRemote"],
    [resourceType.remoteCopyFile, "CopyFile"],
  ])("refuses %s without one", (type, kind) => {
    expect(withConnection({ host: "10.50.0.70" }, type)).toEqual([
      `${kind} "n8n": connection.hostKey is missing. ${fix}`,
    ]);
  });

  it("refuses what is no public key, and does not show it", () => {
    expect(withConnection({ hostKey: "-----BEGIN OPENSSH PRIVATE KEY-----" })).toEqual([
      `Command "n8n": connection.hostKey must be a public SSH host key. ${fix}`,
    ]);
  });

  it("judges the machine in between too", () => {
    expect(withConnection({ hostKey, proxy: { host: "10.50.0.1" } })).toEqual([
      `Command "n8n": connection.proxy.hostKey is missing. ${fix}`,
    ]);
  });

  it("leaves unknown passwords and keys alone", () => {
    expect(withConnection({ hostKey, password: unknownText, privateKey: unknownText })).toEqual([]);
  });

  it.each([
    [unknownText, "connection"],
    [{ hostKey: unknownText }, "connection.hostKey"],
  ])("refuses %p, which only a deployment would show", (connection, path) => {
    expect(withConnection(connection)).toEqual([
      `Command "n8n": ${path} is not known before deployment. Make it plain data, so that this rule can judge it in a preview.`,
    ]);
  });
});
