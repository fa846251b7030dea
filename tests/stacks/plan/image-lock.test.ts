import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { isPinned } from "../../../model/basics/image-reference";
import { renderProblem } from "../../../model/basics/problem";
import { images } from "../../../services/images";
import { checkImageLock, readImageLock } from "../../../stacks/plan/image-lock";

describe("readImageLock", () => {
  const folder = mkdtempSync(join(tmpdir(), "moco-lock-"));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });

  it("is the repository's own where none is named", () => {
    expect(readImageLock(undefined, folder)).toEqual({ value: images, problems: [] });
  });

  it.each([
    ["beside the project", "lock.json"],
    ["by its whole path", join(folder, "lock.json")],
  ])("reads a file %s", (_, path) => {
    const lock = { ...images, n8n: `n8n:1@sha256:${"0".repeat(64)}` };
    writeFileSync(join(folder, "lock.json"), JSON.stringify(lock));
    expect(readImageLock(path, folder)).toEqual({ value: lock, problems: [] });
  });

  it("names a file that is not there", () => {
    expect(readImageLock("/no/such/lock.json", folder).problems.map(renderProblem)).toEqual([
      "imageLock must be a readable JSON file (ENOENT: no such file or directory, open '/no/such/lock.json'), got \"/no/such/lock.json\". Correct the path, or remove the key to use services/images.ts.",
    ]);
  });

  it("names a file that is no JSON", () => {
    writeFileSync(join(folder, "lock.yaml"), "n8n: 1\n");
    expect(readImageLock("lock.yaml", folder).problems).toMatchObject([
      {
        path: "imageLock",
        problem: expect.stringContaining("must be a readable JSON file (") as string,
        got: '"lock.yaml"',
      },
    ]);
  });
});

describe("checkImageLock", () => {
  it("names every image that is missing, no reference or not pinned", () => {
    const others = Object.fromEntries(
      Object.entries(images).filter(([name]) => name !== "traefik"),
    );
    const lock = { ...others, n8n: 1, postgres: "postgres:17", extra: "extra:latest" };
    expect(checkImageLock(lock, "lock.json").problems.map(renderProblem)).toEqual([
      "lock.json: traefik is missing. Add its pinned reference.",
      "lock.json: n8n must have a version tag and a digest. Write repository:tag@sha256:….",
      'lock.json: postgres must have a version tag and a digest, got "postgres:17". Write repository:tag@sha256:….',
      'lock.json: extra must have a version tag and a digest, got "extra:latest". Write repository:tag@sha256:….',
    ]);
  });

  it("names them all in a file that holds nothing", () => {
    expect(checkImageLock(null, "lock.json").problems).toHaveLength(Object.keys(images).length);
  });
});

describe("services/images.ts", () => {
  it.each(Object.entries(images))("pins %s by version and digest", (_, reference) => {
    expect(isPinned(reference)).toBe(true);
  });
});
