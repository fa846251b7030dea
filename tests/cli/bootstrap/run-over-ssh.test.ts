import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

import { runOverSsh } from "../../../cli/bootstrap/run-over-ssh";

const host = "root@192.0.2.10";
const script = "#!/bin/bash\necho prepared\n";
const path = process.env["PATH"];

/** Notes its arguments and its input in numbered files; fails at the call that FAIL_AT names. */
const fakeSsh = `#!/bin/bash
cd "$FAKE_SSH"
n=$(ls | grep -c args)
printf '%s\\n' "$@" >"$n.args"
cat >"$n.input"
[ "$FAIL_AT" != "$n" ] || exit 255
[ "$2" != "bash -s" ] || echo "MOCO_API_TOKEN x"
`;

describe("runOverSsh", () => {
  let folder: string;
  let calls: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "moco-ssh-"));
    calls = mkdtempSync(join(folder, "calls-"));
    writeFileSync(join(folder, "ssh"), fakeSsh, { mode: 0o755 });
    process.env["PATH"] = [folder, path].join(delimiter);
    process.env["FAKE_SSH"] = calls;
  });

  afterEach(() => {
    process.env["PATH"] = path;
    delete process.env["FAKE_SSH"];
    delete process.env["FAIL_AT"];
    rmSync(folder, { recursive: true });
  });

  /** What ssh was called with, in order: its arguments, and what it got on standard input. */
  function said(): readonly (readonly [readonly string[], string])[] {
    const read = (name: string): string => readFileSync(join(calls, name), "utf8");
    return readdirSync(calls)
      .filter((name) => name.endsWith(".args"))
      .sort()
      .map((name) => [read(name).trim().split("\n"), read(name.replace("args", "input"))]);
  }

  it("hands the script over standard input, and gives what it printed", async () => {
    expect(await runOverSsh({ host, script })).toBe("MOCO_API_TOKEN x");
    expect(said()).toEqual([[[host, "bash -s"], script]]);
  });

  it.each(["--check", "--remove"] as const)("passes on %s", async (only) => {
    await runOverSsh({ host, script, only });
    expect(said()).toEqual([[[host, `bash -s -- ${only}`], script]]);
  });

  it("checks the node first, and hands the token over standard input only", async () => {
    await runOverSsh({ host, script, tunnelToken: "planted" });
    expect(said()).toEqual([
      [[host, "bash -s -- --check"], script],
      [[host, "umask 077 && cat > /root/moco-tunnel-token"], "planted"],
      [[host, "bash -s"], script],
    ]);
  });

  it("leaves no token on a machine that the script refuses", async () => {
    process.env["FAIL_AT"] = "0";
    await expect(runOverSsh({ host, script, tunnelToken: "planted" })).rejects.toThrow(
      "root@192.0.2.10: ssh ended with exit code 255. See what it printed above.",
    );
    expect(said()).toEqual([[[host, "bash -s -- --check"], script]]);
  });

  it("says so where there is no ssh", async () => {
    process.env["PATH"] = calls;
    await expect(runOverSsh({ host, script })).rejects.toThrow(
      "root@192.0.2.10: ssh ended with exit code none. See what it printed above.",
    );
  });
});
