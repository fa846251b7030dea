import { type InitOptions, initSecrets } from "../../../cli/secrets/init-secrets";
import type { SecretSpec } from "../../../cli/secrets/secret-spec";
import type { StackConfig } from "../../../cli/secrets/stack-config";
import { aStackConfig } from "../../support/a-stack-config";

const specs: readonly SecretSpec[] = [
  { kind: "provided", key: "moco-infra:apiToken", description: "API token" },
  { kind: "password", key: "moco-infra:password", description: "database password" },
  { kind: "tunnelSecret", key: "moco-infra:tunnelSecret", description: "tunnel" },
];

async function init(
  config: StackConfig,
  overrides: Partial<InitOptions> = {},
): Promise<readonly string[]> {
  const report: string[] = [];
  await initSecrets({
    stack: "pm1",
    specs,
    config,
    given: new Map([["moco-infra:apiToken", "planted"]]),
    report: (line) => report.push(line),
    ...overrides,
  });
  return report;
}

describe("initSecrets", () => {
  it("sets what is missing and shows keys, never values", async () => {
    const config = aStackConfig();
    const report = await init(config);
    expect(report).toEqual([
      "[1/3] moco-infra:apiToken: set (provided)",
      "[2/3] moco-infra:password: set (password of 40 characters)",
      "[3/3] moco-infra:tunnelSecret: set (tunnel secret)",
      "pm1: 3 set, 0 were there.",
    ]);
    expect(config.values.map(({ key, secret }) => [key, secret])).toEqual([
      ["moco-infra:apiToken", true],
      ["moco-infra:password", true],
      ["moco-infra:tunnelSecret", true],
    ]);
    expect(config.values[0]?.value).toBe("planted");
  });

  it("never touches what is there", async () => {
    const config = aStackConfig({ "moco-infra:apiToken": true, "moco-infra:tunnelSecret": true });
    const report = await init(config);
    expect(report).toEqual([
      "[1/1] moco-infra:password: set (password of 40 characters)",
      "pm1: 1 set, 2 were there.",
    ]);
    expect(config.values.map(({ key }) => key)).toEqual(["moco-infra:password"]);
  });

  it("does nothing the second time", async () => {
    const config = aStackConfig();
    await init(config);
    const before = [...config.values];
    expect(await init(config)).toEqual(["pm1: all 3 secrets are there, nothing to do."]);
    expect(config.values).toEqual(before);
  });

  it("asks for provided ones before it sets anything", async () => {
    const config = aStackConfig();
    const ask = (): Promise<string> => Promise.reject(new Error("interrupted"));
    await expect(init(config, { given: new Map(), ask })).rejects.toThrow("interrupted");
    expect(config.values).toEqual([]);
  });

  it("refuses an empty answer and sets nothing", async () => {
    const config = aStackConfig();
    await expect(
      init(config, { given: new Map(), ask: () => Promise.resolve("") }),
    ).rejects.toThrow("Secrets: 1 problem\n  moco-infra:apiToken is empty. Run the command again.");
    expect(config.values).toEqual([]);
  });

  it("sets nothing while something is missing that nobody can be asked for", async () => {
    const config = aStackConfig();
    await expect(init(config, { given: new Map() })).rejects.toThrow(
      "Secrets of pm1: 1 problem\n  moco-infra:apiToken is missing (API token). Run `pulumi config set --secret moco-infra:apiToken --stack pm1`, which asks for it.",
    );
    expect(config.values).toEqual([]);
  });

  it("goes on where an interrupted run stopped", async () => {
    const config = aStackConfig();
    let left = 2;
    const interrupted: StackConfig = {
      list: () => config.list(),
      set: (value) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error("connection lost")) : config.set(value);
      },
    };
    await expect(init(interrupted)).rejects.toThrow("connection lost");
    const first = [...config.values];
    expect(await init(config)).toEqual([
      "[1/1] moco-infra:tunnelSecret: set (tunnel secret)",
      "pm1: 1 set, 2 were there.",
    ]);
    expect(config.values.slice(0, 2)).toEqual(first);
  });
});
