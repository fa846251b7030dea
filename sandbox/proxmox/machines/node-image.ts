import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

import execa from "execa";
import { images, ownLabel } from "@moco-sandbox/world";
import { inspect } from "@moco-sandbox/world/docker-command";

const folder = join(__dirname, "node");
const sourceLabel = `${ownLabel}.source`;

/** Builds the node's image when its files or the guest's image changed; gives its name. */
export async function ensureNodeImage(guestImage: string = images.guest): Promise<string> {
  const guest = await inspect("image", guestImage, "{{.Id}}");
  if (guest === undefined) {
    throw new Error(
      `image ${images.node}: its base ${guestImage} does not exist. Build that first.`,
    );
  }
  const source = hashFiles(folder, createHash("sha256").update(guest)).digest("hex").slice(0, 16);
  const built = await inspect("image", images.node, `{{index .Config.Labels "${sourceLabel}"}}`);
  if (built === source) return images.node;
  const labels = ["--label", `${ownLabel}=true`, "--label", `${sourceLabel}=${source}`];
  await execa(
    "docker",
    ["build", "--build-arg", `GUEST=${guestImage}`, ...labels, "--tag", images.node, folder],
    { env: { DOCKER_BUILDKIT: "0" } },
  );
  return images.node;
}

function hashFiles(path: string, hash: ReturnType<typeof createHash>): typeof hash {
  for (const entry of readdirSync(path, { withFileTypes: true }).sort((a, b) =>
    a.name < b.name ? -1 : 1,
  )) {
    const file = join(path, entry.name);
    if (entry.isDirectory()) hashFiles(file, hash);
    else hash.update(file.slice(folder.length)).update(readFileSync(file));
  }
  return hash;
}
