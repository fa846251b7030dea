import { readFileSync } from "node:fs";
import { join } from "node:path";

import { releaseTool } from "../../../components/release-tool/release-tool";

const folder = join(__dirname, "../../../guest/release/moco_release");

describe("releaseTool", () => {
  it("is one program that root may run, and that a guest tries before it takes it", () => {
    expect(releaseTool.path).toBe("/usr/local/sbin/moco-release");
    expect(releaseTool.mode).toBe("0755");
    expect(releaseTool.check).toBe("/usr/bin/python3 -I");
    expect(releaseTool.content).toMatch(/^#!\/usr\/bin\/python3 -I\n/);
  });

  it("has every module in it as it is, the package itself first", () => {
    const names = [...releaseTool.content.matchAll(/^SOURCES\["(.+)"\] = r'''$/gm)].map(
      ([, name]) => name,
    );
    expect(names[0]).toBe("moco_release");
    expect(names).toContain("moco_release.transaction");
    for (const name of names.slice(1)) {
      const source = readFileSync(join(folder, `${String(name).split(".")[1]!}.py`), "utf8");
      expect(releaseTool.content).toContain(`SOURCES["${String(name)}"] = r'''\n${source}'''\n`);
    }
  });
});
