import { rotateSecret } from "../../../cli/secrets/rotate-secret";
import type { StackSecret } from "../../../stacks/config/stack-secret";
import { aSecretStore } from "../../support/a-secret-store";

const secrets: readonly StackSecret[] = [
  { kind: "provided", key: "token", description: "API token." },
  {
    kind: "provided",
    key: "pin",
    description: "PIN.",
    form: { pattern: /^\d{4}$/, expectation: "four digits" },
  },
  {
    kind: "password",
    key: "password",
    description: "Sessions end.",
    onRotation: ["Warn everybody."],
  },
  {
    kind: "sshHostKey",
    key: "private",
    guest: "pm1-apps",
    description: "Rebuild the guest.",
  },
];

async function rotate(
  key: string,
  given: ReadonlyMap<string, string> = new Map(),
): Promise<{ lines: string[]; keys: string[] }> {
  const lines: string[] = [];
  const store = aSecretStore({ password: true });
  const report = (line: string): number => lines.push(line);
  await rotateSecret({ stack: "pm1", key, secrets, store, given, report });
  return { lines, keys: store.values.map((value) => value.key) };
}

describe("rotateSecret", () => {
  it("sets one secret anew and says what follows", async () => {
    expect(await rotate("password")).toEqual({
      lines: [
        "password: Warn everybody.",
        "password: set anew (password of 40 characters). Sessions end.",
        "Run `pulumi up --stack pm1` to bring it to where it is used.",
      ],
      keys: ["password"],
    });
  });

  it("sets both parts of a host key, named by either", async () => {
    const { keys } = await rotate("hostKeyPublic-pm1-apps");
    expect(keys).toEqual(["hostKeyPublic-pm1-apps", "private"]);
  });

  it("takes a provided one from where it is given", async () => {
    const { keys } = await rotate("token", new Map([["token", "new"]]));
    expect(keys).toEqual(["token"]);
  });

  it("refuses a provided one that its user would refuse, without showing it", async () => {
    await expect(rotate("pin", new Map([["pin", "hidden"]]))).rejects.toThrow(
      "Secrets of pm1: 1 problem\n  pin must be four digits. Copy it again, without quotes or spaces.",
    );
  });

  it("refuses a provided one that is nowhere", async () => {
    await expect(rotate("token")).rejects.toThrow(
      "Secrets of pm1: 1 problem\n  token is missing (API token.). Run `pulumi config set --secret token --stack pm1`, which asks for it.",
    );
  });

  it("refuses a key that is no secret of the stack", async () => {
    await expect(rotate("pasword")).rejects.toThrow(
      "Secrets of pm1: 1 problem\n  pasword is not a secret of this stack. Run `npm run secrets -- check pm1` for the list.",
    );
  });
});
