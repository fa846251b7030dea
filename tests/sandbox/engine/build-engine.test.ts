import { checkGo, renderBuildFailure, requiredGo } from "../../../sandbox/engine/build-engine";

describe("checkGo", () => {
  it("accepts the required version and newer ones", () => {
    expect(checkGo("go1.26", "1.26")).toBeUndefined();
    expect(checkGo("go1.27.1", "1.26")).toBeUndefined();
  });

  it("says what to install where there is no Go", () => {
    expect(checkGo("", "1.26")).toBe(
      "engine: Pulumi is not installed, its installer cannot be reached, and there is no Go to build it with. Install Go 1.26 or newer (https://go.dev/dl), or Pulumi 3.230.0 or newer (https://www.pulumi.com/docs/install), and run again.",
    );
  });

  it("says what to install where Go is too old", () => {
    expect(checkGo("go1.24.2", "1.26")).toBe(
      "engine: Pulumi is not installed, its installer cannot be reached, and Go is too old to build it, got 1.24.2. Install Go 1.26 or newer (https://go.dev/dl), or Pulumi 3.230.0 or newer (https://www.pulumi.com/docs/install), and run again.",
    );
  });
});

describe("renderBuildFailure", () => {
  it("leaves the list of compiled packages out", () => {
    const stderr = "internal/abi\nruntime\ngo: module x@v1: reading proxy: 403 Forbidden\n";
    expect(renderBuildFailure(stderr)).toBe(
      "engine: the Pulumi CLI cannot be built. Install Pulumi 3.230.0 or newer, or make the Go module proxy reachable, and run again.\ngo: module x@v1: reading proxy: 403 Forbidden",
    );
  });
});

describe("requiredGo", () => {
  it("reads the go line", () => {
    expect(requiredGo("module m\n\ngo 1.26\n")).toBe("1.26");
  });
});
