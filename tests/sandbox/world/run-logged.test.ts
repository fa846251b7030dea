import { readFileSync, rmSync } from "node:fs";
import type * as NodeOs from "node:os";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { runLogged } from "../../../sandbox/world/run-logged";

jest.mock("../../../sandbox/world/world", () => {
  const { tmpdir: folder } = jest.requireActual<typeof NodeOs>("node:os");
  return { stateDirectory: `${folder()}/moco-logs-${String(process.pid)}` };
});

const state = join(tmpdir(), `moco-logs-${String(process.pid)}`);

afterEach(() => {
  rmSync(state, { recursive: true, force: true });
});

describe("runLogged", () => {
  it("reports every line that says something, and writes all of them to the log", async () => {
    const lines: string[] = [];
    const report = (line: string): void => void lines.push(line);
    await runLogged("sh", ["-c", "echo one; echo; echo two >&2"], { log: "build", report });
    expect(lines.sort()).toEqual(["one", "two"]);
    const log = readFileSync(join(state, "logs", "build.log"), "utf8");
    expect(log.split("\n").sort()).toEqual(["", "", "one", "two"]);
  });

  it("fails with the last 20 lines and the log's path", async () => {
    const last = Array.from({ length: 20 }, (_, index) => String(index + 11)).join("\n");
    await expect(runLogged("sh", ["-c", "seq 30; exit 3"], { log: "build" })).rejects.toThrow(
      new Error(`sh -c failed; all of it is in ${join(state, "logs", "build.log")}.\n${last}`),
    );
  });

  it("fails when there is no such program", async () => {
    await expect(runLogged("no-such-program", [], { log: "build" })).rejects.toThrow(
      new Error(
        `no-such-program  failed; all of it is in ${join(state, "logs", "build.log")}.\n` +
          "Command failed with ENOENT: no-such-program\nspawn no-such-program ENOENT",
      ),
    );
  });
});
