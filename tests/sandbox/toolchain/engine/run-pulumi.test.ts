import { diagnosticsOf } from "../../../../sandbox/toolchain/engine/run-pulumi";

describe("diagnosticsOf", () => {
  it("is everything from the first heading on", () => {
    const output = "Updating (pm1):\n + a\nPolicies:\n  bad\nDiagnostics:\n  error: x\n";
    expect(diagnosticsOf(output)).toBe("Policies:\n  bad\nDiagnostics:\n  error: x");
  });

  it("is the last twenty lines where there is no heading", () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${String(index)}`);
    expect(diagnosticsOf(lines.join("\n"))).toBe(lines.slice(10).join("\n"));
  });
});
