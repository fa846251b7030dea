import { type InitOptions, initSecrets } from "../../../cli/secrets/init-secrets";
import type { StackSecret } from "../../../stacks/config/stack-secret";
import type { SecretStore } from "../../../cli/secrets/secret-store";
import { aSecretStore } from "../../support/a-secret-store";

const secrets: readonly StackSecret[] = [
  { kind: "provided", key: "apiToken", description: "API token" },
  { kind: "password", key: "password", description: "database password" },
  { kind: "tunnelSecret", key: "tunnelSecret", description: "tunnel" },
];

async function init(
  store: SecretStore,
  overrides: Partial<InitOptions> = {},
): Promise<readonly string[]> {
  const report: string[] = [];
  await initSecrets({
    stack: "pm1",
    secrets,
    store,
    given: new Map([["apiToken", "planted"]]),
    report: (line) => report.push(line),
    ...overrides,
  });
  return report;
}

describe("initSecrets", () => {
  it("sets what is missing and shows keys, never values", async () => {
    const store = aSecretStore();
    const report = await init(store);
    expect(report).toEqual([
      "[1/3] apiToken: set (provided)",
      "[2/3] password: set (password of 40 characters)",
      "[3/3] tunnelSecret: set (tunnel secret)",
      "pm1: 3 set, 0 were there.",
    ]);
    expect(store.values.map(({ key, secret }) => [key, secret])).toEqual([
      ["apiToken", true],
      ["password", true],
      ["tunnelSecret", true],
    ]);
    expect(store.values[0]?.value).toBe("planted");
  });

  it("never touches what is there", async () => {
    const store = aSecretStore({ apiToken: true, tunnelSecret: true });
    const report = await init(store);
    expect(report).toEqual([
      "[1/1] password: set (password of 40 characters)",
      "pm1: 1 set, 2 were there.",
    ]);
    expect(store.values.map(({ key }) => key)).toEqual(["password"]);
  });

  it("does nothing the second time", async () => {
    const store = aSecretStore();
    await init(store);
    const before = [...store.values];
    expect(await init(store)).toEqual(["pm1: all 3 secrets are there, nothing to do."]);
    expect(store.values).toEqual(before);
  });

  it("asks for provided ones before it sets anything", async () => {
    const store = aSecretStore();
    const ask = (): Promise<string> => Promise.reject(new Error("interrupted"));
    await expect(init(store, { given: new Map(), ask })).rejects.toThrow("interrupted");
    expect(store.values).toEqual([]);
  });

  it("refuses an empty answer and sets nothing", async () => {
    const store = aSecretStore();
    await expect(init(store, { given: new Map(), ask: () => Promise.resolve("") })).rejects.toThrow(
      "Secrets: 1 problem\n  apiToken is empty. Run the command again.",
    );
    expect(store.values).toEqual([]);
  });

  it("refuses an answer that its user would refuse, without showing it", async () => {
    const store = aSecretStore();
    const form = { pattern: /^\d{4}$/, expectation: "four digits" };
    const pin: StackSecret = { kind: "provided", key: "pin", description: "PIN", form };
    const ask = () => Promise.resolve("hidden");
    await expect(init(store, { secrets: [pin], given: new Map(), ask })).rejects.toThrow(
      "Secrets: 1 problem\n  pin must be four digits. Copy it again, without quotes or spaces.",
    );
    expect(store.values).toEqual([]);
  });

  it("sets nothing while something is missing that nobody can be asked for", async () => {
    const store = aSecretStore();
    await expect(init(store, { given: new Map() })).rejects.toThrow(
      "Secrets of pm1: 1 problem\n  apiToken is missing (API token). Run `pulumi config set --secret apiToken --stack pm1`, which asks for it.",
    );
    expect(store.values).toEqual([]);
  });

  it("goes on where an interrupted run stopped", async () => {
    const store = aSecretStore();
    let left = 2;
    const interrupted: SecretStore = {
      list: () => store.list(),
      set: (value) => {
        left -= 1;
        return left < 0 ? Promise.reject(new Error("connection lost")) : store.set(value);
      },
    };
    await expect(init(interrupted)).rejects.toThrow("connection lost");
    const first = [...store.values];
    expect(await init(store)).toEqual([
      "[1/1] tunnelSecret: set (tunnel secret)",
      "pm1: 1 set, 2 were there.",
    ]);
    expect(store.values.slice(0, 2)).toEqual(first);
  });
});
