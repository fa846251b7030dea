import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { buildCloudflare } from "../../../sandbox/cloudflare/build-cloudflare";

describe("buildCloudflare", () => {
  const path = process.env["PATH"];
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "moco-go-"));
    process.env["PATH"] = directory;
  });

  afterEach(() => {
    process.env["PATH"] = path;
    rmSync(directory, { recursive: true, force: true });
  });

  it("says which Go it needs where there is none", async () => {
    await expect(buildCloudflare({ cache: directory })).rejects.toThrow(
      "sandbox: Go must be 1.25.0 or newer to build Cloudflare's stand-in, got none. Install it from https://go.dev/dl.",
    );
  });

  it("says which Go it needs where it is too old", async () => {
    writeFileSync(join(directory, "go"), "#!/bin/sh\necho go1.19.8\n");
    chmodSync(join(directory, "go"), 0o755);
    await expect(buildCloudflare({ cache: directory })).rejects.toThrow(
      "sandbox: Go must be 1.25.0 or newer to build Cloudflare's stand-in, got go1.19.8. Install it from https://go.dev/dl.",
    );
  });
});
