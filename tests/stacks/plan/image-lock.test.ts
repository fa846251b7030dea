import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isPinned } from "../../../model/basics/image-reference";
import { images } from "../../../services/images";
import { parseImageLock, readImageLock } from "../../../stacks/plan/image-lock";

describe("readImageLock", () => {
  const folder = mkdtempSync(join(tmpdir(), "moco-lock-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("is the repository's own where none is named", () => {
    expect(readImageLock(undefined, folder)).toBe(images);
  });

  it("reads a file beside the project", () => {
    writeFileSync(join(folder, "lock.json"), JSON.stringify({ ...images, n8n: "n8n:1@sha256:00" }));
    expect(readImageLock("lock.json", folder).n8n).toBe("n8n:1@sha256:00");
  });

  it("names a file that cannot be read", () => {
    expect(() => readImageLock("/no/such/lock.json", folder)).toThrow(
      "configuration: 1 problem\n  imageLock must be a readable JSON file (ENOENT: no such file or directory, open '/no/such/lock.json'), got \"/no/such/lock.json\". Correct the path, or remove the key to use services/images.ts.",
    );
  });
});

describe("parseImageLock", () => {
  it("names every image that is missing or no reference", () => {
    expect(() => parseImageLock({ n8n: 1, postgres: "p", redis: "r" }, "lock.json")).toThrow(
      "lock.json: 2 problems\n  n8n must be a reference. Write repository:tag@sha256:….\n  traefik is missing. Add its pinned reference.",
    );
  });
});

describe("services/images.ts", () => {
  it.each(Object.entries(images))("pins %s by version and digest", (_, reference) => {
    expect(isPinned(reference)).toBe(true);
  });
});
