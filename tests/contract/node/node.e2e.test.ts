import { readFileSync } from "node:fs";
import { join } from "node:path";

import { providerPlugins } from "@moco-sandbox/commands/provider-plugins";
import { bundlePlugins } from "@moco-sandbox/toolchain/bundle-plugins";
import { prepareEngineEnvironment } from "@moco-sandbox/toolchain/engine-environment";
import { ensureEngine } from "@moco-sandbox/toolchain/ensure-engine";
import { providerVersion } from "@moco-sandbox/toolchain/provider-version";
import { repositoryRoot, stateDirectory } from "@moco-sandbox/world";

import { renderNodeScript } from "../../../cli/bootstrap/node-script";
import { nodeSpecOf } from "../../../cli/bootstrap/node-spec-of";
import { parseLocationFile } from "../../../cli/bootstrap/read-location-file";
import { runOverSsh } from "../../../cli/bootstrap/run-over-ssh";
import { NodeClient } from "../../../tools/contract/node-client";
import { proxmoxTokenForm, readToken } from "../../../tools/contract/read-token";
import { findRealPlugins } from "../../../tools/contract/real-plugins";
import { contractTargets } from "../../../tools/contract/targets";
import { testNode } from "../support/node-suite";
import { say } from "../support/say";

const { node, plugins } = contractTargets(process.env);

// Not among the tests where no node is named: its stand-in is a machine of the sandbox, tests/machines/.
if (node === undefined || plugins === undefined) throw new Error("MOCO_CONTRACT_NODE is not set.");

testNode(`what the program relies on at the node of ${node.location}`, async () => {
  const { location, ssh, tokenFile } = node;
  const file = `Pulumi.${location}.yaml`;
  const text = readFileSync(join(repositoryRoot, file), "utf8");
  const config = parseLocationFile(location, file, text);
  const apiToken = readToken("MOCO_CONTRACT_NODE_TOKEN_FILE", tokenFile, proxmoxTokenForm);
  const { name, endpoint, snippetDatastore } = config.location.node;
  const client = new NodeClient({ endpoint, apiToken, name, snippetDatastore }, say("node"));
  const standIns = await bundlePlugins(providerPlugins);
  const { pulumi, env } = prepareEngineEnvironment(
    await ensureEngine(() => undefined),
    { ...standIns, providers: findRealPlugins(plugins, providerVersion) },
    join(stateDirectory, "contract"),
  );
  return {
    ...{ location, config, apiToken },
    engine: { executable: pulumi, environment: env },
    check: () =>
      runOverSsh({
        host: ssh,
        script: renderNodeScript(nodeSpecOf(location, config)),
        only: "--check",
      }),
    permissions: () => client.permissions(),
    sweep: () => client.sweep(),
  };
});
