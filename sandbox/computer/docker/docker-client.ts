import { accessSync, constants, mkdirSync, rmSync, symlinkSync } from "node:fs";
import { delimiter, join } from "node:path";

import { stateDirectory } from "@moco-sandbox/world";

import { dockerIsReachable } from "./docker-is-reachable";

/**
 * A client may be too new for the engine, and a machine may have several: puts the first one that the
 * engine answers before all others on the PATH of this process and its children. False where none is.
 */
export async function chooseDockerClient(): Promise<boolean> {
  for (const client of clientsOnPath(process.env["PATH"])) {
    if (!(await dockerIsReachable(client))) continue;
    process.env["PATH"] = pathWith(client, process.env["PATH"]);
    return true;
  }
  return false;
}

/** Whether an engine answers a client that is there; that client is used from now on. */
export async function dockerIsUsable(): Promise<boolean> {
  return (await dockerIsReachable()) || (await chooseDockerClient());
}

/** Every `docker` that a shell could find, in its order. */
export function clientsOnPath(path = ""): readonly string[] {
  const folders = [...new Set(path.split(delimiter).filter((folder) => folder !== ""))];
  return folders.map((folder) => join(folder, "docker")).filter(isExecutable);
}

/** Only the client comes first: its folder has other programs too, which must stay where they are. */
function pathWith(client: string, path = ""): string {
  const folder = join(stateDirectory, "bin");
  const link = join(folder, "docker");
  if (client === link) return path;
  mkdirSync(folder, { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(client, link);
  return [folder, ...path.split(delimiter).filter((entry) => entry !== folder)].join(delimiter);
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
