import { existsSync, rmSync } from "node:fs";
import * as nodeModule from "node:module";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";
import execa from "execa";

// Each test starts a process.
jest.setTimeout(60_000);

const preload = join(repositoryRoot, "tools", "runtime", "preload.cjs");
const reportLoaded = join(__dirname, "fixtures", "report-loaded.cjs");
const unused = [
  ...["typescript", "ts-node", "@npmcli/arborist", "execa"],
  ...["@opentelemetry/resources", "source-map-support"],
];

const hasCompileCache = "enableCompileCache" in nodeModule;

/** Runs code as Pulumi's runner would: behind the preloaded file. */
function run(code: string): execa.ExecaChildProcess {
  const args = ["--require", preload, "--require", reportLoaded, "-e", code];
  return execa(process.execPath, args, { cwd: repositoryRoot, reject: false });
}

/** Names of the packages that a process has run code of. */
function loadedBy({ stderr }: { readonly stderr: string }): readonly string[] {
  return /^loaded: (.*)$/m.exec(stderr)?.[1]?.split(" ") ?? [];
}

// Each case is a process of its own, which a busy machine starts slowly.
jest.setTimeout(60_000);

describe("preload", () => {
  it("has the program load no compiler, no package manager, no tracing", async () => {
    const ended = await run('require("@pulumi/pulumi/cmd/run/tracing"); require("./index.ts");');
    const loaded = loadedBy(ended);
    expect(loaded).toEqual(expect.arrayContaining(["@pulumi/pulumi", "@pulumi/cloudflare"]));
    expect(loaded.filter((name) => unused.includes(name))).toEqual([]);
  });

  it("has the policy pack load none either", async () => {
    const pack = execa(
      process.execPath,
      [
        ...["--require", preload, "--require", reportLoaded],
        require.resolve("@pulumi/pulumi/cmd/run-policy-pack"),
        ...["127.0.0.1:1", "."],
      ],
      { cwd: join(repositoryRoot, "policy") },
    );
    // Its port: by now it serves.
    pack.stdout?.once("data", () => pack.kill("SIGTERM"));
    const loaded = loadedBy(await pack);
    expect(loaded).toEqual(expect.arrayContaining(["@pulumi/policy"]));
    expect(loaded.filter((name) => unused.includes(name))).toEqual([]);
  });

  it("keeps what V8 made of packages, also where the engine ends the process", async () => {
    const kept = join(repositoryRoot, "node_modules", ".cache", "moco-infra", "packages");
    rmSync(kept, { recursive: true, force: true });
    await run('require("./index.ts"); process.kill(process.pid, "SIGKILL");');
    expect(existsSync(kept)).toBe(hasCompileCache);
  });

  it("loads the compiler where a function is turned into text", async () => {
    const ended = await run(
      'require("@pulumi/pulumi").runtime.serializeFunction(() => 4711).then(({ text }) => console.log(text));',
    );
    expect(ended.stdout).toContain("return () => 4711;");
    expect(loadedBy(ended)).toContain("typescript");
  });

  it("loads what drives other stacks where it is asked for", async () => {
    const ended = await run(
      'console.log(require("@pulumi/pulumi").automation.LocalWorkspace.name);',
    );
    expect(ended.stdout).toBe("LocalWorkspace");
    expect(loadedBy(ended)).toContain("execa");
  });

  it("leaves everybody else's compiler alone", async () => {
    const ended = await run('console.log(typeof require("typescript").createProgram);');
    expect(ended.stdout).toBe("function");
    expect(loadedBy(ended)).toContain("typescript");
  });
});
