import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { describeLock, readLocks } from "../../../../sandbox/toolchain/engine/stale-lock";

const lock = { pid: 12, hostname: "here", timestamp: "2026-01-02T03:04:05Z" };

describe("readLocks", () => {
  let folder = "";

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "locks-"));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("reads locks and not what the backend keeps beside them", () => {
    writeFileSync(join(folder, "a.json"), JSON.stringify(lock));
    writeFileSync(join(folder, "a.json.attrs"), "{}");
    expect(readLocks(folder)).toEqual([lock]);
  });

  it("finds none where no stack was ever deployed", () => {
    expect(readLocks(join(folder, "missing"))).toEqual([]);
  });
});

describe("describeLock", () => {
  it("says who holds the stack and what to do", () => {
    expect(describeLock("pm1", lock, "/state/locks/pm1")).toBe(
      "stack pm1: must not be held by another run, got process 12 on here since 2026-01-02T03:04:05Z. Wait for it or end it and run again; where it is gone for certain, remove /state/locks/pm1.",
    );
  });
});
