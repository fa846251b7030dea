import { goArchive } from "../../../../sandbox/computer/go/go-toolchain";

describe("goArchive", () => {
  const machine = { platform: "linux", arch: "x64" };

  it("is the toolchain's module at the public proxy", () => {
    expect(goArchive(machine)).toEqual({
      url: "https://proxy.golang.org/golang.org/toolchain/@v/v0.0.1-go1.26.8.linux-amd64.zip",
      sha256: "30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7",
      root: "golang.org/toolchain@v0.0.1-go1.26.8.linux-amd64",
    });
  });

  it("comes from the first proxy that GOPROXY names", () => {
    expect(goArchive(machine, "direct,https://go.test/,https://proxy.golang.org")?.url).toBe(
      "https://go.test/golang.org/toolchain/@v/v0.0.1-go1.26.8.linux-amd64.zip",
    );
  });

  it("knows Go's own name of a processor", () => {
    expect(goArchive({ platform: "linux", arch: "arm64" })?.root).toBe(
      "golang.org/toolchain@v0.0.1-go1.26.8.linux-arm64",
    );
  });

  it.each([
    { platform: "darwin", arch: "arm64" },
    { platform: "linux", arch: "riscv64" },
  ])("is not there for $platform on $arch", (other) => {
    expect(goArchive(other)).toBeUndefined();
  });
});
