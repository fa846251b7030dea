import { readFileSync } from "node:fs";

import { withSshAgent } from "@moco-sandbox/commands/ssh-agent";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { ensureTools } from "@moco-sandbox/commands/tools";
import { guestContainer, nodeContainer, stateDirectory } from "@moco-sandbox/world";
import { docker, inContainer } from "@moco-sandbox/world/docker-command";
import execa from "execa";

import { renderNodeScript } from "../../cli/bootstrap/node-script";
import { nodeSpecOf } from "../../cli/bootstrap/node-spec-of";
import { parseLocationFile } from "../../cli/bootstrap/read-location-file";
import { NodeClient } from "../../tools/contract/node-client";
import { testNode } from "../contract/support/node-suite";

let release = (): void => undefined;

afterAll(() => {
  release();
});

/** An agent that holds the operator's key until the tests are done, as an operator's own does. */
async function agent(): Promise<Readonly<Record<string, string>>> {
  return new Promise((resolve, reject) => {
    withSshAgent(
      (environment) =>
        new Promise<void>((done) => {
          release = done;
          resolve(environment);
        }),
    ).catch(reject);
  });
}

// The suite of tests/contract/node/, on the stand-in: `MOCO_CONTRACT_NODE=pm1 npm run test:contract` runs it on a real one.
testNode("what the program relies on at the stand-in for a node", async () => {
  const file = stackFilePath("pm1");
  const config = parseLocationFile("pm1", file, readFileSync(file, "utf8"));
  const tools = await ensureTools(() => undefined);
  const { stdout: apiToken } = await execa(
    tools.executable,
    ["config", "get", "moco-infra:proxmoxToken", "--stack", "pm1", "--config-file", file],
    { env: tools.environment, extendEnv: false },
  );
  const { name, endpoint, snippetDatastore } = config.location.node;
  const client = new NodeClient({ endpoint, apiToken, name, snippetDatastore }, () => undefined);
  const container = nodeContainer(name);
  const script = renderNodeScript(nodeSpecOf("pm1", config));
  return {
    ...{ location: "pm1", config, apiToken },
    engine: {
      executable: tools.executable,
      environment: { ...tools.environment, ...(await agent()), MOCO_SANDBOX_STATE: stateDirectory },
    },
    check: () => inContainer(container, ["bash", "-s", "--", "--check"], script),
    permissions: () => client.permissions(),
    // The stand-in's API lists neither guests nor files: what it has made of them is looked at instead.
    sweep: async () => {
      const own = guestContainer("moco-contract-");
      const machines = await docker([
        "ps",
        "--all",
        "--filter",
        `name=^${own}`,
        "--format",
        "{{.Names}}",
      ]);
      const files = await inContainer(container, [
        "sh",
        "-c",
        "find /var/lib/vz -name 'moco-contract-*' -print -delete",
      ]);
      return [...machines.split("\n"), ...files.split("\n")].filter((line) => line !== "");
    },
  };
});
