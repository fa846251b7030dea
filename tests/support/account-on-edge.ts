import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";
import { stringify } from "yaml";

import {
  accountId,
  apiToken,
  LoopbackEdge,
  zone,
  zoneId,
} from "../sandbox/cloudflare/edge/loopback-edge";
import { type EngineRun, engineIn, engineShell } from "./engine-in";
import { accountSecrets, ownAccount } from "./own-stack";

/** The stack `account` on the real engine, and the Cloudflare account that it is about. */
export interface AccountOnEdge {
  readonly edge: LoopbackEdge;
  /** Folder of Pulumi.yaml and Pulumi.account.yaml, where an operator would stand. */
  readonly folder: string;
  /** What the shell of an operator has in its environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly pulumi: (...args: readonly string[]) => Promise<EngineRun>;
  /** What the edge wrote and deleted since it was asked last: `written zeroTrustTunnelCloudflared`. */
  readonly changes: () => readonly string[];
  readonly stop: () => Promise<void>;
}

/** A new account, and a stack that was never deployed. */
export async function startAccount(): Promise<AccountOnEdge> {
  const folder = mkdtempSync(join(tmpdir(), "moco-account-"));
  const edge = await LoopbackEdge.start();
  const run = await engineIn(folder);
  const config = {
    ...ownAccount,
    cloudflare: {
      accountId,
      teamName: "moco",
      zones: { main: { id: zoneId, name: zone } },
      apiUrl: edge.apiUrl,
    },
  };
  writeFileSync(join(folder, "Pulumi.yaml"), projectFile());
  writeFileSync(join(folder, "Pulumi.account.yaml"), stackFile(config));
  const pulumi = (...args: readonly string[]): Promise<EngineRun> => run(args);
  for (const args of [
    ["stack", "init", "account"],
    ["config", "set-all", "--stack", "account", ...accountSecrets.flatMap(secretOption)],
  ]) {
    const { exitCode, output } = await pulumi(...args);
    if (exitCode !== 0) throw new Error(`The stack cannot be made: ${output}`);
  }
  let seen = 0;
  return {
    edge,
    folder,
    environment: (await engineShell(folder)).env,
    pulumi,
    changes: () => {
      const all = [...edge.log().matchAll(/INFO (written|deleted) kind=(\w+)/g)].map(
        ([, what = "", kind = ""]) => `${what} ${kind}`,
      );
      const unseen = all.slice(seen);
      seen = all.length;
      return unseen;
    },
    stop: async () => {
      await edge.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The program is read as tests are, whatever way Pulumi.yaml has of its own. */
function projectFile(): string {
  const options = { typescript: false, nodeargs: `--require ${require.resolve("tsx/cjs")}` };
  return stringify({
    name: "moco-infra",
    main: join(repositoryRoot, "index.ts"),
    runtime: { name: "nodejs", options },
  });
}

function stackFile(config: Readonly<Record<string, unknown>>): string {
  const entries = Object.entries(config).map(([key, value]) => [`moco-infra:${key}`, value]);
  return stringify({ config: Object.fromEntries(entries) as unknown });
}

function secretOption(key: string): readonly string[] {
  const tunnelSecret = Buffer.alloc(32, key).toString("base64");
  return ["--secret", `${key}=${key === "cloudflareToken" ? apiToken : tunnelSecret}`];
}
