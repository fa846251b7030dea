import { rotateSecret } from "../../../cli/secrets/rotate-secret";
import type { SecretSpec } from "../../../cli/secrets/secret-spec";
import { aStackConfig } from "../../support/a-stack-config";

const specs: readonly SecretSpec[] = [
  { kind: "provided", key: "moco-infra:token", description: "API token." },
  {
    kind: "password",
    key: "moco-infra:password",
    description: "Sessions end.",
    onRotation: ["Warn everybody."],
  },
  {
    kind: "sshHostKey",
    key: "moco-infra:private",
    publicKey: "moco-infra:public",
    guest: "pm1-apps",
    description: "Rebuild the guest.",
  },
];

async function rotate(
  key: string,
  given: ReadonlyMap<string, string> = new Map(),
): Promise<{ lines: string[]; keys: string[] }> {
  const lines: string[] = [];
  const config = aStackConfig({ "moco-infra:password": true });
  const report = (line: string): number => lines.push(line);
  await rotateSecret({ stack: "pm1", key, specs, config, given, report });
  return { lines, keys: config.values.map((value) => value.key) };
}

describe("rotateSecret", () => {
  it("sets one secret anew and says what follows", async () => {
    expect(await rotate("moco-infra:password")).toEqual({
      lines: [
        "moco-infra:password: Warn everybody.",
        "moco-infra:password: set anew (password of 40 characters). Sessions end.",
        "Run `pulumi up --stack pm1` to bring it to where it is used.",
      ],
      keys: ["moco-infra:password"],
    });
  });

  it("sets both parts of a host key, named by either", async () => {
    const { keys } = await rotate("moco-infra:public");
    expect(keys).toEqual(["moco-infra:public", "moco-infra:private"]);
  });

  it("takes a provided one from where it is given", async () => {
    const { keys } = await rotate("moco-infra:token", new Map([["moco-infra:token", "new"]]));
    expect(keys).toEqual(["moco-infra:token"]);
  });

  it("refuses a provided one that is nowhere", async () => {
    await expect(rotate("moco-infra:token")).rejects.toThrow(
      "Secrets of pm1: 1 problem\n  moco-infra:token is missing (API token.). Run `pulumi config set --secret moco-infra:token --stack pm1`, which asks for it.",
    );
  });

  it("refuses a key that is no secret of the stack", async () => {
    await expect(rotate("moco-infra:pasword")).rejects.toThrow(
      "Secrets of pm1: 1 problem\n  moco-infra:pasword is not a secret of this stack. Run `npm run secrets -- check pm1` for the list.",
    );
  });
});
