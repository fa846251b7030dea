import execa from "execa";
import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";

import { engineOptions } from "../../../sandbox/commands/engine-options";

describe("engineOptions", () => {
  it.each(["up", "preview"] as const)("are options of `pulumi %s`", async (command) => {
    const { pulumi } = await ensureEngine(() => undefined);
    const { stdout } = await execa(pulumi, [command, "--help"]);
    const known = [...stdout.matchAll(/^ +(?:-\w, )?(--[a-z-]+)/gm)].map(([, name]) => name);
    const ours = engineOptions[command].map((flags) => /--[a-z-]+/.exec(flags)?.[0]);
    expect(ours.filter((name) => !known.includes(name))).toEqual([]);
  });
});
