/** The Go that is fetched where there is none, or one that is too old to build what the sandbox needs. */
export const goVersion = "1.26.8";

/** What go.mod of the Pulumi CLI and of Traefik asks for, the newest of those that are built. */
export const oldestGo = "1.26";

/** By Node.js' name of the processor: Go's own, and the archive's checksum. */
const archives: Readonly<Record<string, { readonly arch: string; readonly sha256: string }>> = {
  // Both hold what sum.golang.org has recorded of them.
  x64: {
    arch: "amd64",
    sha256: "30c2b1bf7dcc88d3eb0a1364e47ddd9128edb3110a30e8a0ef61cd5856b31de7",
  },
  arm64: {
    arch: "arm64",
    sha256: "02b36b6787b3ac767668f630e2998df45a3b1f9ffee08d1bf3ef6487cd658d99",
  },
};

/** An archive with the whole toolchain. */
export interface GoArchive {
  readonly url: string;
  readonly sha256: string;
  /** The folder in it that is Go's root. */
  readonly root: string;
}

/**
 * Where the toolchain is had: module proxies have it as a module, so whoever may fetch modules may
 * fetch it. `undefined` for a machine that it is not made for.
 */
export function goArchive(
  machine: { readonly platform: string; readonly arch: string },
  goProxy = "",
): GoArchive | undefined {
  const archive = archives[machine.arch];
  if (machine.platform !== "linux" || archive === undefined) return undefined;
  const version = `v0.0.1-go${goVersion}.linux-${archive.arch}`;
  return {
    url: `${firstProxy(goProxy)}/golang.org/toolchain/@v/${version}.zip`,
    sha256: archive.sha256,
    root: `golang.org/toolchain@${version}`,
  };
}

/** GOPROXY is a list, with words in it that are no addresses. */
function firstProxy(goProxy: string): string {
  const proxy = goProxy.split(/[,|]/).find((entry) => /^https?:/.test(entry));
  return (proxy ?? "https://proxy.golang.org").replace(/\/$/, "");
}
