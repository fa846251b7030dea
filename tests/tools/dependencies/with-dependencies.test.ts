import { spawnSync } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

const root = join(__dirname, "..", "..", "..");

/** Installs nothing but what is asked for here, and writes down where it was called. */
const fakeNpm = `#!/bin/sh
echo "npm $* in $PWD" >> "$CALLS"
[ -z "$NPM_FAILS" ] || exit 1
mkdir -p node_modules/tsx node_modules/node-${process.platform}-${process.arch}/bin
echo '{ "name": "tsx", "main": "index.js" }' > node_modules/tsx/package.json
echo > node_modules/tsx/index.js
[ -n "$NPM_HAS_NO_NODE" ] || ln -sf "${process.execPath}" node_modules/node-${process.platform}-${process.arch}/bin/node
`;

/** Node.js says that it is of this version. */
const saysVersion = (version: string) =>
  `data:text/javascript,Object.defineProperty(process.versions,"node",{value:"${version}"})`;

const ownNode = "tools/dependencies/node";

describe("with-dependencies", () => {
  let project: string;

  beforeEach(() => {
    project = mkdtempSync(join(tmpdir(), "with-dependencies-"));
    for (const path of ["package.json", "package-lock.json", ".node-version"]) {
      cpSync(join(root, path), join(project, path));
    }
    cpSync(join(root, "tools/dependencies"), join(project, "tools/dependencies"), {
      recursive: true,
      filter: (path) => !path.includes("node_modules"),
    });
    mkdirSync(join(project, "bin"));
    writeFileSync(join(project, "bin/npm"), fakeNpm);
    chmodSync(join(project, "bin/npm"), 0o755);
    writeFileSync(
      join(project, "tool.js"),
      `console.log(JSON.stringify({ args: process.argv.slice(2), first: process.env.PATH.split(":")[0] }));
       process.exitCode = 7;`,
    );
  });

  afterEach(() => {
    rmSync(project, { recursive: true, force: true });
  });

  function run(version: string, env: Record<string, string> = {}) {
    const calls = join(project, "calls");
    rmSync(calls, { force: true });
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [
        "--import",
        saysVersion(version),
        "tools/dependencies/with-dependencies.mjs",
        "tool.js",
        "a",
        "b c",
      ],
      {
        cwd: project,
        encoding: "utf8",
        env: { PATH: `${join(project, "bin")}:/usr/bin:/bin`, CALLS: calls, ...env },
      },
    );
    const installed = existsSync(calls) ? readFileSync(calls, "utf8").trimEnd().split("\n") : [];
    return { status, stdout, stderr, installed: installed.map((line) => line.split(" in ")[1]) };
  }

  it.each(["22.0.0", "24.21.0", "30.1.0"])(
    "runs the tool with the Node.js %s that is there",
    (version) => {
      const { status, stdout, stderr, installed } = run(version);

      expect(JSON.parse(stdout)).toEqual({ args: ["a", "b c"], first: dirname(process.execPath) });
      expect(status).toBe(7);
      expect(stderr).toBe("Installing the locked dependencies with npm ci …\n");
      expect(installed).toEqual([project]);
    },
  );

  it("installs once", () => {
    run("24.0.0");

    expect(run("24.0.0")).toMatchObject({ status: 7, stderr: "", installed: [] });
  });

  it("takes the Node.js of .node-version from npm where the one that is there is too old", () => {
    const { status, stdout, stderr, installed } = run("20.20.2");

    const folder = join(
      project,
      ownNode,
      "node_modules",
      `node-${process.platform}-${process.arch}`,
      "bin",
    );
    expect(JSON.parse(stdout)).toEqual({ args: ["a", "b c"], first: folder });
    expect(status).toBe(7);
    expect(stderr).toBe(
      "Node.js 20.20.2 is too old (22 at least): installing Node.js 24 for this project …\n" +
        "Installing the locked dependencies with npm ci …\n",
    );
    expect(installed).toEqual([join(project, ownNode), project]);
    expect(run("20.20.2")).toMatchObject({ status: 7, stderr: "", installed: [] });
  });

  it("says what to install where npm has no Node.js for the machine", () => {
    expect(run("18.1.0", { NPM_HAS_NO_NODE: "yes" })).toMatchObject({
      status: 1,
      stdout: "",
      stderr: `Node.js 18.1.0 is too old (22 at least): installing Node.js 24 for this project …
Node.js 22 or newer is needed, this is 18.1.0, and npm has none for ${process.platform} on ${process.arch}. Install Node.js 24 from https://nodejs.org.
`,
    });
  });

  it("says what to do where npm fails, and tries again the next time", () => {
    expect(run("24.0.0", { NPM_FAILS: "yes" })).toMatchObject({
      status: 1,
      stderr: `Installing the locked dependencies with npm ci …
npm ci failed, see above. Mend the cause and run the same command again.
`,
    });
    expect(run("24.0.0")).toMatchObject({ status: 7, installed: [project] });
  });
});

describe("the Node.js from npm", () => {
  const versions = (
    JSON.parse(readFileSync(join(root, ownNode, "package.json"), "utf8")) as {
      optionalDependencies: Record<string, string>;
    }
  ).optionalDependencies;

  it("is of the release that .node-version names, on every platform", () => {
    const release = readFileSync(join(root, ".node-version"), "utf8").trim();
    expect(Object.values(versions).map((version) => version.split(".")[0])).toEqual([
      release,
      release,
    ]);
  });
});
