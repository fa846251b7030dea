import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import { edgeAccount } from "@moco-sandbox/cloudflare/edge-account";
import { createEdgeApi } from "@moco-sandbox/cloudflare/edge-api";
import { type PulumiEngine, runPulumi } from "@moco-sandbox/toolchain/run-pulumi";
import { stateDirectory } from "@moco-sandbox/world";

import { stackFilePath } from "./configuration/stack-file";
import { stateFile } from "./stack";

const urn = "urn:pulumi:account::moco-infra";
const provider = `${urn}::pulumi:providers:cloudflare::cloudflare`;
const parent = `${urn}::moco:index:AccountAccess::access`;

/** What an account has from its beginning: kind and type at Cloudflare, name in the program. */
const defaults = [
  ["zeroTrustAccessIdentityProvider", "onetimepin", "access-identity-provider"],
  ["zeroTrustAccessApplication", "warp", "access-enrolment"],
] as const;

/**
 * Takes under Pulumi what a new account has already, as docs/cloudflare.md has an operator do it: an
 * `up` would be refused for it.
 */
export async function adoptAccount(engine: PulumiEngine, apiToken: string): Promise<void> {
  if (readFileSync(stateFile("account"), "utf8").includes("::access-enrolment")) return;
  const api = createEdgeApi({ baseUrl: edgeAccount.apiUrl, apiToken });
  const found = await Promise.all(
    defaults.map(async ([kind, type, name]) => {
      const objects = await api.list(kind);
      const object = objects.find(({ properties }) => properties["type"] === type);
      return object === undefined ? [] : [renderImport(kind, name, object.id)];
    }),
  );
  const resources = found.flat();
  if (resources.length === 0) return;
  const folder = join(stateDirectory, "pulumi");
  const file = join(folder, "import.json");
  mkdirSync(folder, { recursive: true });
  writeFileSync(
    file,
    JSON.stringify({ nameTable: { access: parent, cloudflare: provider }, resources }),
  );
  const shared = ["--stack", "account", "--config-file", stackFilePath("account")];
  const quietly = [...shared, "--yes", "--skip-preview", "--non-interactive"];
  await runPulumi(engine, {
    args: ["up", ...quietly, "--target", provider, "--target", parent],
    log: "adopt-account",
  });
  await runPulumi(engine, {
    args: ["import", ...quietly, "--file", file, "--protect=false", "--generate-code=false"],
    log: "import-account",
  });
}

function renderImport(kind: string, name: string, id: string): object {
  const type = `cloudflare:index/${kind}:${kind.charAt(0).toUpperCase()}${kind.slice(1)}`;
  const path = `accounts/${edgeAccount.accountId}/${id}`;
  return { type, name, id: path, parent: "access", provider: "cloudflare" };
}
