import { makeSecret } from "../../../cli/secrets/make-secret";

describe("makeSecret", () => {
  it("makes a password of the length that was asked for, 40 by default", async () => {
    const [short] = await makeSecret({ kind: "password", key: "b", length: 24, description: "" });
    const [usual] = await makeSecret({ kind: "password", key: "b", description: "" });
    expect(short).toEqual({ key: "b", value: expect.stringMatching(/^\w{24}$/), secret: true });
    expect(usual?.value).toHaveLength(40);
  });

  it("makes a tunnel secret of 32 bytes", async () => {
    const [made] = await makeSecret({ kind: "tunnelSecret", key: "b", description: "" });
    expect(Buffer.from(made?.value ?? "", "base64")).toHaveLength(32);
    expect(made?.secret).toBe(true);
  });

  it("makes a host key, the public part in the open and first", async () => {
    const made = await makeSecret({
      kind: "sshHostKey",
      key: "private",
      guest: "pm1-apps",
      description: "",
    });
    expect(made.map(({ key, secret }) => [key, secret])).toEqual([
      ["hostKeyPublic-pm1-apps", false],
      ["private", true],
    ]);
  });
});
