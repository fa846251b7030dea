import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { hashInputs } from "../../../sandbox/images/build-image";

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "image-"));
  mkdirSync(join(folder, "rootfs"));
  writeFileSync(join(folder, "Dockerfile"), "ARG BASE\nFROM ${BASE}\n");
  writeFileSync(join(folder, "rootfs", "motd"), "hello");
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe("hashInputs", () => {
  it("is the same for the same content, wherever it lies", () => {
    const elsewhere = `${folder}-copy`;
    mkdirSync(join(elsewhere, "rootfs"), { recursive: true });
    writeFileSync(join(elsewhere, "rootfs", "motd"), "hello");
    writeFileSync(join(elsewhere, "Dockerfile"), "ARG BASE\nFROM ${BASE}\n");
    expect(hashInputs(elsewhere, {}, "base:1")).toBe(hashInputs(folder, {}, "base:1"));
    rmSync(elsewhere, { recursive: true });
  });

  it("is a valid tag", () => {
    expect(hashInputs(folder, {}, "base:1")).toMatch(/^[a-f0-9]{12}$/);
  });

  it("follows the base, every file's content and name, and larger inputs", () => {
    const before = hashInputs(folder, {}, "base:1");
    const input = join(folder, "Dockerfile");
    const hashes = [
      before,
      hashInputs(folder, {}, "base:2"),
      hashInputs(folder, { [input]: "binary" }, "base:1"),
    ];
    writeFileSync(join(folder, "rootfs", "motd"), "hello!");
    hashes.push(hashInputs(folder, {}, "base:1"));
    writeFileSync(join(folder, "rootfs", "motd"), "hello");
    writeFileSync(join(folder, "rootfs", "issue"), "");
    hashes.push(hashInputs(folder, {}, "base:1"));
    expect(new Set(hashes).size).toBe(5);
  });
});
