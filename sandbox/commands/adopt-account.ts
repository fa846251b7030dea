import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { edgeAccount } from "@moco-sandbox/cloudflare/edge-account";
import { createEdgeApi } from "@moco-sandbox/cloudflare/edge-api";
import { importOfNewAccount } from "@moco-sandbox/cloudflare/new-account";
import { type PulumiEngine, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";
import { stateDirectory } from "@moco-sandbox/world";

import { stackFilePath } from "./configuration/stack-file";
import { stateFile } from "./stack";

/** Takes under Pulumi what a new account has already, as docs/cloudflare.md has an operator do it. */
export async function adoptAccount(engine: PulumiEngine, apiToken: string): Promise<void> {
  if (readFileSync(stateFile("account"), "utf8").includes("::access-enrolment")) return;
  const api = createEdgeApi({ baseUrl: edgeAccount.apiUrl, apiToken });
  const adopted = await importOfNewAccount(api, edgeAccount.accountId);
  if (adopted === undefined) return;
  const folder = join(stateDirectory, "pulumi");
  const file = join(folder, "import.json");
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify(adopted.file));
  const shared = ["--stack", "account", "--config-file", stackFilePath("account")];
  const quietly = [...shared, "--yes", "--skip-preview", "--non-interactive"];
  const targets = adopted.owners.flatMap((owner) => ["--target", owner]);
  await runPulumi(engine, { args: ["up", ...quietly, ...targets], log: "adopt-account" });
  await runPulumi(engine, {
    args: ["import", ...quietly, "--file", file, "--protect=false", "--generate-code=false"],
    log: "import-account",
  });
}
