import { join } from "node:path";

import execa from "execa";
import { onGuest } from "@moco-sandbox/commands/shell";
import { withSshAgent } from "@moco-sandbox/commands/ssh-agent";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { repositoryRoot } from "@moco-sandbox/world";

import { Checkout } from "./support/checkout";
import { pulumi, type Said } from "./support/engine";
import { ask, signIn } from "./support/gateway";

const placed = '{ service: n8n, on: "apps" }],';
const volume = "/srv/data/docker/volumes/n8n-data/_data";

/** `npm run move` as a person runs it, with the sandbox's own configuration. */
async function move(...words: readonly string[]): Promise<string> {
  const tool = join(repositoryRoot, "tools/dependencies/with-dependencies.mjs");
  const args = [tool, "cli/move/main.ts", "pm1", "n8n", ...words];
  const file = ["--config-file", stackFilePath("pm1")];
  const { stdout } = await withSshAgent((env) =>
    execa("node", [...args, ...file], { cwd: repositoryRoot, env }),
  );
  return stdout;
}

/** Updates pm1 with n8n on a guest, its move declared or not. */
async function upWith(on: string, declared?: string): Promise<Said> {
  const moved = declared === undefined ? "" : `\n  moved: [${declared}],`;
  const lines = `{ service: n8n, on: "${on}" }],${moved}`;
  const checkout = new Checkout().edit("stacks/pm1.ts", placed, lines);
  try {
    return await pulumi("up", "pm1", [], checkout.directory);
  } finally {
    checkout.remove();
  }
}

/** The line to declare, out of what `npm run move` says. */
const declarationIn = (said: string): string => /moved: \[(.*)\]/.exec(said)?.[1] ?? "";

const lifeOf = (guest: string): Promise<string> =>
  onGuest(guest, "sudo docker inspect -f '{{.Id}} {{.State.StartedAt}}' n8n-n8n-1 2>&1 || true");

const readiness = async (): Promise<number> =>
  (
    await ask("n8n.moco.localhost", "/healthz/readiness", {
      headers: await signIn("n8n.moco.localhost"),
    })
  ).status;

describe("a service that moves to another guest", () => {
  const planted = `planted ${String(process.pid)}`;

  it("is refused while nobody has moved its data, and runs on untouched", async () => {
    const before = await lifeOf("pm1-apps");
    await onGuest("pm1-apps", `echo '${planted}' | sudo tee ${volume}/planted >/dev/null`);
    const said = await upWith("mgmt");
    expect(said.ok).toBe(false);
    expect(said.output).toContain('run "npm run move -- pm1 n8n mgmt", which says what to declare');
    expect(await lifeOf("pm1-apps")).toBe(before);
    expect((await pulumi("preview", "pm1", ["--expect-no-changes"])).ok).toBe(true);
  });

  it("is stopped, brought over with its data, and answers with it after one up", async () => {
    expect(await move("mgmt", "--dry-run")).toContain("Nothing was changed.");
    const said = await move("mgmt");
    expect(said).toContain("[2/2] n8n-data");
    const up = await upWith("mgmt", declarationIn(said));
    expect(up.output).not.toContain("error:");
    expect(up.ok).toBe(true);
    expect(await readiness()).toBe(200);
    expect(await onGuest("pm1-mgmt", `sudo cat ${volume}/planted`)).toBe(planted);
    expect(await onGuest("pm1-apps", "sudo docker ps -q -f name=n8n-n8n-1")).toBe("");
    expect(await onGuest("pm1-apps", "sudo docker network ls -q -f name='^n8n$'")).toBe("");
    // Kept until somebody says otherwise.
    expect(await onGuest("pm1-apps", `sudo cat ${volume}/planted`)).toBe(planted);
  });

  it("comes back the same way, and leaves nothing behind", async () => {
    expect((await pulumi("preview", "pm1")).output).toContain("n8n must stay on pm1-mgmt");
    const up = await upWith("apps", declarationIn(await move("apps")));
    expect(up.output).not.toContain("error:");
    expect(up.ok).toBe(true);
    expect(await readiness()).toBe(200);
    expect(await move("apps", "--finish")).toContain("pm1-mgmt: the copies of n8n's volumes");
    expect(await onGuest("pm1-mgmt", "sudo docker volume ls -q -f name='^n8n-data$'")).toBe("");
    await onGuest("pm1-apps", `sudo rm ${volume}/planted`);
    expect((await pulumi("up", "pm1")).ok).toBe(true);
    expect((await pulumi("preview", "pm1", ["--expect-no-changes"])).ok).toBe(true);
  });
});
