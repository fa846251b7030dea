import { existsSync, realpathSync } from "node:fs";
import { dirname } from "node:path";

import { edge, registry, stateDirectory } from "@moco-sandbox/world";
import { inspect } from "@moco-sandbox/world/docker-command";

/** The state directory of the checkout whose world is up, by what its containers have mounted. */
export async function ownerOfWorld(): Promise<string | undefined> {
  const folder =
    (await sourceOf(edge.container, "/state")) ??
    (await sourceOf(registry.container, "/srv/artifacts"));
  return folder === undefined ? undefined : dirname(folder);
}

/**
 * Names and addresses exist once on a machine, so there is one world at a time: refuses where another
 * checkout's is up. What a checkout left that is gone itself is anybody's to remove, and only that.
 */
export async function checkOwner(purpose: "use" | "remove"): Promise<void> {
  const owner = await ownerOfWorld();
  if (owner === undefined || isOurs(owner)) return;
  const isGone = !existsSync(owner);
  if (isGone && purpose === "remove") return;
  throw new Error(describeOwner(owner, isGone));
}

/** What to tell whoever meets another checkout's world. */
export function describeOwner(owner: string, isGone: boolean): string {
  const subject = "sandbox: one can be up on a machine at a time";
  return isGone
    ? `${subject}, got what is left of ${owner}, which is gone. Remove it with "npm run sandbox -- destroy --force" and run again.`
    : `${subject}, got that of ${owner}. Run "npm run sandbox -- destroy" in that checkout and run again.`;
}

async function sourceOf(container: string, destination: string): Promise<string | undefined> {
  const format = `{{range .Mounts}}{{if eq .Destination "${destination}"}}{{.Source}}{{end}}{{end}}`;
  const source = await inspect("container", container, format);
  return source === "" ? undefined : source;
}

function isOurs(owner: string): boolean {
  const real = (path: string): string => (existsSync(path) ? realpathSync(path) : path);
  return real(owner) === real(stateDirectory);
}
