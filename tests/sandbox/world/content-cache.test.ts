import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import type * as NodeOs from "node:os";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

import { cachedFolder } from "../../../sandbox/world/content-cache";

jest.mock("../../../sandbox/world/world", () => {
  const { tmpdir: folder } = jest.requireActual<typeof NodeOs>("node:os");
  return { cacheDirectory: `${folder()}/moco-cache-${String(process.pid)}` };
});

afterEach(() => {
  rmSync(join(tmpdir(), `moco-cache-${String(process.pid)}`), { recursive: true, force: true });
});

const write = (text: string) => (folder: string) => {
  writeFileSync(join(folder, "result"), text);
  return Promise.resolve();
};

describe("cachedFolder", () => {
  it("makes the folder once for the same inputs", async () => {
    const first = await cachedFolder("tool", ["a"], write("first"));
    const second = await cachedFolder("tool", ["a"], write("second"));
    expect(second).toBe(first);
    expect(readFileSync(join(first, "result"), "utf8")).toBe("first");
  });

  it("keeps inputs apart whose text runs together", async () => {
    const one = await cachedFolder("tool", ["ab", "c"], write("one"));
    const other = await cachedFolder("tool", ["a", "bc"], write("other"));
    expect(other).not.toBe(one);
  });

  it("leaves nothing behind when making it fails, and tries again the next time", async () => {
    const fails = cachedFolder("tool", ["a"], () => Promise.reject(new Error("no network")));
    await expect(fails).rejects.toThrow("no network");
    const folder = await cachedFolder("tool", ["a"], write("done"));
    expect(existsSync(join(folder, "result"))).toBe(true);
    expect(readdirSync(dirname(folder))).toHaveLength(1);
  });

  it("keeps what another run finished meanwhile", async () => {
    const folder = await cachedFolder("tool", ["a"], async () => {
      await cachedFolder("other", ["b"], write("unrelated"));
    });
    expect(existsSync(folder)).toBe(true);
  });
});
