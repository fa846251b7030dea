import { startThirtyServices, type ThirtyServicesEngine } from "../support/thirty-services-engine";

/** What `pulumi preview --json` says. */
interface PreviewDigest {
  readonly steps: readonly { readonly newState: { readonly type: string } }[];
  readonly diagnostics?: readonly { readonly severity: string; readonly message: string }[];
}

describe("thirty services on the real engine", () => {
  let engine: ThirtyServicesEngine;

  beforeAll(async () => {
    engine = await startThirtyServices();
  });

  afterAll(() => {
    engine.remove();
  });

  it("are previewed as what they are, and pass the policies", async () => {
    const { exitCode, stdout } = await engine.preview("", "--json");
    const { steps, diagnostics = [] } = JSON.parse(stdout) as PreviewDigest;
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    expect([exitCode, errors.map(({ message }) => message)]).toEqual([0, []]);
    const counts: Record<string, number> = {};
    for (const { newState } of steps) counts[newState.type] = (counts[newState.type] ?? 0) + 1;
    expect(counts).toEqual({});
  });

  it.each([
    ["no-healthcheck", "container-healthcheck-present", "X"],
    ["privileged", "container-unprivileged", "X"],
  ])("are refused where one goes around the plan: %s", async (variant, rule, message) => {
    const { exitCode, output } = await engine.preview(variant);
    expect(output).toMatch(new RegExp(`\\[mandatory\\].*${rule} `));
    expect(output).toContain(message);
    expect(exitCode).not.toBe(0);
  });
});
