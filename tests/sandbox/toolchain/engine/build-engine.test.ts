import { renderBuildFailure } from "../../../../sandbox/toolchain/engine/build-engine";

describe("renderBuildFailure", () => {
  it("leaves the list of compiled packages out", () => {
    const stderr = "internal/abi\nruntime\ngo: module x@v1: reading proxy: 403 Forbidden\n";
    expect(renderBuildFailure(stderr)).toBe(
      "engine: the Pulumi CLI cannot be built. Install Pulumi 3.230.0 or newer, or make the Go module proxy reachable, and run again.\ngo: module x@v1: reading proxy: 403 Forbidden",
    );
  });
});
