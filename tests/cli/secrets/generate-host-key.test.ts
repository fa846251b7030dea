import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { generateHostKey } from "../../../cli/secrets/generate-host-key";

describe("generateHostKey", () => {
  const runtime = process.env["XDG_RUNTIME_DIR"];
  const path = process.env["PATH"];
  let directory = "";

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), "host-key-test-"));
    process.env["XDG_RUNTIME_DIR"] = directory;
  });

  afterEach(() => {
    if (runtime === undefined) delete process.env["XDG_RUNTIME_DIR"];
    else process.env["XDG_RUNTIME_DIR"] = runtime;
    process.env["PATH"] = path;
    rmSync(directory, { recursive: true });
  });

  it("makes two parts that belong together, in the form that sshd reads", async () => {
    const { privateKey, publicKey } = await generateHostKey("pm1-apps");
    expect(privateKey).toMatch(
      /^-----BEGIN OPENSSH PRIVATE KEY-----\n[\s\S]+\n-----END OPENSSH PRIVATE KEY-----\n$/,
    );
    expect(publicKey).toMatch(/^ssh-ed25519 [A-Za-z0-9+/]{68}$/);
    const file = join(directory, "key");
    writeFileSync(file, privateKey, { mode: 0o600 });
    const derived = execFileSync("ssh-keygen", ["-y", "-f", file], { encoding: "utf8" });
    expect(derived.trim()).toBe(`${publicKey} pm1-apps`);
  });

  it("leaves no file behind", async () => {
    await generateHostKey("pm1-apps");
    expect(readdirSync(directory)).toEqual([]);
  });

  it("leaves no file behind when it fails half-way", async () => {
    const bin = join(directory, "bin");
    mkdirSync(bin);
    const broken = '#!/bin/sh\nfor last; do :; done\necho half >"$last"\nexit 1\n';
    writeFileSync(join(bin, "ssh-keygen"), broken, { mode: 0o755 });
    process.env["PATH"] = `${bin}:${String(path)}`;
    await expect(generateHostKey("pm1-apps")).rejects.toThrow("ssh-keygen");
    expect(readdirSync(directory)).toEqual(["bin"]);
  });
});
