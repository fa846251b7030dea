import { readFileSync } from "node:fs";
import { join } from "node:path";

import { factFiles, readUpstream, wantedFacts } from "../../../tools/facts/fact-files";

const root = join(__dirname, "../../..");

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), "utf8"));
}

const { dependencies } = readJson("package.json") as {
  readonly dependencies: Readonly<Record<string, string>>;
};

// A pin that moves fails here: run `npm run facts`, and read upstream again as docs/sandbox.md says.
describe.each(factFiles)("%s", (path) => {
  it("is what the installed SDK and the upstream file say", () => {
    expect(wantedFacts(root, path)).toEqual(readJson(path));
  });

  it("is of the version that is pinned, and so is what was read of upstream", () => {
    const upstream = readUpstream(root, path);
    expect(wantedFacts(root, path).version).toBe(dependencies[upstream.package]);
    expect(upstream.version).toBe(dependencies[upstream.package]);
  });
});

it("there are facts of every provider that the program uses", () => {
  const packages = factFiles.map((path) => readUpstream(root, path).package);
  const engine = ["@pulumi/policy", "@pulumi/pulumi"];
  const providers = Object.keys(dependencies).filter((name) => name.includes("pulumi"));
  expect([...packages, ...engine].sort()).toEqual(providers.sort());
});
