import { readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

import type { GuestFile } from "../host/host";
import { projectPath } from "./project-path";
import { renderOneFile } from "./one-file";
import { releaseToolPath } from "./release-tool-path";

export { healingUnits } from "./healing-units";
export { releaseToolPath } from "./release-tool-path";

// Named by its file: tests/ has a folder of the same name.
const folder = dirname(projectPath("guest/release/one_file.py"));
const packageName = "moco_release";

/** The program that makes releases run on a guest: `moco-release --help` there says what it can do. */
export const releaseTool: GuestFile = {
  path: releaseToolPath,
  mode: "0755",
  content: renderOneFile(readFileSync(join(folder, "one_file.py"), "utf8"), readModules()),
  // Alone it loads all of itself and shows its help: a version that cannot do that is refused.
  check: "/usr/bin/python3 -I",
};

function readModules(): Record<string, string> {
  const names = readdirSync(join(folder, packageName)).filter((name) => name.endsWith(".py"));
  return Object.fromEntries(
    names.map((name) => [
      moduleNameOf(name),
      readFileSync(join(folder, packageName, name), "utf8"),
    ]),
  );
}

/** As Python imports it. */
function moduleNameOf(fileName: string): string {
  return fileName === "__init__.py" ? packageName : `${packageName}.${fileName.slice(0, -3)}`;
}
