import execa from "execa";
import { registry } from "@moco-sandbox/world";
import { docker } from "@moco-sandbox/world/docker-command";

/**
 * Pushes an image into our registry under its upstream name and gives the pinned reference, which
 * names upstream's registry: guests know ours by that name.
 */
export async function pushImage(image: string, reference: string): Promise<string> {
  const local = `${registry.publishedAddress}/${repositoryOf(reference)}`;
  await docker(["tag", image, local]);
  const { stdout } = await execa("docker", ["push", local]);
  await docker(["rmi", "--no-prune", local]);
  const digest = /digest: (sha256:[a-f0-9]{64})/.exec(stdout)?.[1];
  if (digest === undefined) {
    throw new Error(`docker push ${local}: it printed no digest.\n${stdout}`);
  }
  return `${reference}@${digest}`;
}

/** `n8nio/n8n:1` of `docker.n8n.io/n8nio/n8n:1`: what a registry itself calls it. */
export function repositoryOf(reference: string): string {
  return reference.slice(reference.indexOf("/") + 1);
}
