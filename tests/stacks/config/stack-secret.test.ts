import { keysOf } from "../../../stacks/config/stack-secret";

describe("keysOf", () => {
  it("is both parts of a host key, the public one first", () => {
    const hostKey = {
      kind: "sshHostKey",
      key: "hostKeyPrivate-pm1-apps",
      guest: "pm1-apps",
      description: "SSH host key",
    } as const;
    expect(keysOf(hostKey)).toEqual(["hostKeyPublic-pm1-apps", "hostKeyPrivate-pm1-apps"]);
  });

  it("is the key of any other secret", () => {
    expect(keysOf({ kind: "password", key: "secret-a", description: "d" })).toEqual(["secret-a"]);
  });
});
