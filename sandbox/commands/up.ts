import { buildCloudflare } from "@moco-sandbox/cloudflare/build-cloudflare";
import { ensureEdge } from "@moco-sandbox/cloudflare/ensure-edge";
import { checkPorts } from "@moco-sandbox/computer/check-ports";
import { checkRanges } from "@moco-sandbox/computer/check-ranges";
import { ensureDocker } from "@moco-sandbox/computer/ensure-docker";
import { ensureWorldNetwork } from "@moco-sandbox/computer/world-network";
import { checkOwner } from "@moco-sandbox/computer/world-owner";
import {
  ensureMachineImages,
  ensureServiceImages,
  type ImageOrigin,
  publishImages,
} from "@moco-sandbox/images/ensure-images";
import { type Artifact, publishArtifact } from "@moco-sandbox/images/ensure-registry";
import { bootstrapNode } from "@moco-sandbox/proxmox/bootstrap-node";
import { ensureNode } from "@moco-sandbox/proxmox/node";
import { ensureNodeImage } from "@moco-sandbox/proxmox/node-image";
import { releaseStaleLock } from "@moco-sandbox/toolchain/stale-lock";
import type { Report } from "@moco-sandbox/world/report";

import { adoptAccount } from "./adopt-account";
import { ensureOperatorKey } from "./configuration/operator-key";
import { ensureCloudflareToken, initSecrets, setSecret } from "./configuration/secrets";
import { withSshAgent } from "./configuration/ssh-agent";
import {
  locationRanges,
  type SandboxLocation,
  sandboxLocations,
} from "./configuration/sandbox-location";
import { stackFilePath, writeStackFile } from "./configuration/stack-file";
import { accountValues, locationValues } from "./configuration/stack-values";
import { type Phase, runPhases } from "./phases";
import { deployStack, ensureStack, stackOutput } from "./stack";
import { defaultStacks } from "../../stacks/stack-names";
import { deployedServices } from "./deployed-services";
import { forgetPendingCreates, refuseInterrupted } from "./interrupted-run";
import { ensureTools, type Tools } from "./tools";

/** What the phases of one run hand to each other. */
interface World {
  tools?: Tools;
  machineImages?: Awaited<ReturnType<typeof ensureMachineImages>>;
  serviceImages?: Awaited<ReturnType<typeof ensureServiceImages>>;
  origins?: readonly ImageOrigin[];
  cloudflared?: Artifact;
}

export interface UpOptions {
  /** Only this one. @default the account and every location that has a service */
  readonly stack?: string;
  /** Passed on to `pulumi up`. @default [] */
  readonly more?: readonly string[];
  /** Forgets what an interrupted run was making, instead of asking what to do about it. */
  readonly clearPendingCreates?: boolean;
}

/** Everything from a fresh machine to all stacks deployed; safe to run again at any time. */
export async function bringUp(options: UpOptions = {}): Promise<Result> {
  const { stack: only, clearPendingCreates = false } = options;
  const stacks = only === undefined ? defaultStacks : [only];
  const asked = sandboxLocations().filter(({ name }) => stacks.includes(name));
  // Before minutes of building, not after them.
  if (!clearPendingCreates) refuseInterrupted(stacks);
  const world: World = {};
  await runPhases([
    ...preparation(world, asked),
    ...(stacks.includes("account") ? [accountPhase(world, options)] : []),
    ...asked.flatMap((location) => [
      bootstrapPhase(world, location),
      locationPhase(world, location, options),
    ]),
  ]);
  return { tools: need(world.tools), origins: world.origins ?? [] };
}

export interface Result {
  readonly tools: Tools;
  readonly origins: readonly ImageOrigin[];
}

function preparation(world: World, asked: readonly SandboxLocation[]): readonly Phase[] {
  return [
    phase("Docker engine", async (report) => {
      await ensureDocker(report);
      // Before minutes of building, not after them.
      await checkOwner("use");
      await checkPorts();
      checkRanges(Object.fromEntries(sandboxLocations().map(({ name, cidr }) => [name, cidr])));
    }),
    {
      title: "tools and images",
      parallel: [
        phase("Pulumi engine", async (report) => {
          world.tools = await ensureTools(report);
          return world.tools.description[0];
        }),
        phase("images", async (report) => {
          world.machineImages = await ensureMachineImages(report);
          await ensureNodeImage(world.machineImages.guest);
          world.serviceImages = await ensureServiceImages(
            world.machineImages.base,
            deployedServices(),
            report,
          );
        }),
        phase("Cloudflare's stand-ins", async (report) => {
          await buildCloudflare({ report });
        }),
      ],
    },
    phase("network and registry", async (report) => {
      await ensureWorldNetwork(locationRanges());
      const { registry } = need(world.machineImages);
      world.origins = await publishImages(registry, need(world.serviceImages), report);
      const { cloudflared } = await buildCloudflare({ report });
      world.cloudflared = publishArtifact(cloudflared.path, "cloudflared");
    }),
    phase("edge and nodes", async (report) => {
      const apiToken = ensureCloudflareToken();
      await ensureEdge({ apiToken, locationRanges: locationRanges(), report });
      for (const { node } of asked) await ensureNode(node);
    }),
  ];
}

function accountPhase(world: World, { more = [], clearPendingCreates }: UpOptions): Phase {
  return phase("stack account", async (report) => {
    const tools = need(world.tools);
    writeStackFile("account", accountValues());
    await prepareStack(tools, "account", report, clearPendingCreates);
    await adoptAccount(tools, ensureCloudflareToken());
    await deployStack(tools, "account", {}, report, more);
  });
}

function bootstrapPhase(world: World, { name, node }: SandboxLocation): Phase {
  return phase(`bootstrap of node ${node.name}`, async (report) => {
    const tools = need(world.tools);
    const { publicKey } = await ensureOperatorKey();
    writeStackFile(name, locationValues(publicKey, need(world.cloudflared)));
    const tokens = (await stackOutput(tools, "account", "managementTokens")) as
      Readonly<Record<string, string>> | undefined;
    const token = tokens?.[name];
    if (token === undefined) {
      throw new Error('stack account is not deployed. Run "npm run sandbox -- up account" first.');
    }
    const apiToken = await bootstrapNode(name, stackFilePath(name), token, report);
    await ensureStack(tools, name);
    if (apiToken !== undefined) await setSecret(tools, name, "proxmoxToken", apiToken);
  });
}

function locationPhase(
  world: World,
  { name }: SandboxLocation,
  { more = [], clearPendingCreates }: UpOptions,
): Phase {
  return phase(`stack ${name}`, async (report) => {
    const tools = need(world.tools);
    await prepareStack(tools, name, report, clearPendingCreates);
    await withSshAgent((environment) => deployStack(tools, name, environment, report, more));
  });
}

/** The stack and its secrets; what only Cloudflare could give comes from the edge's own token. */
async function prepareStack(
  tools: Tools,
  stack: string,
  report: Report,
  clearPendingCreates = false,
): Promise<void> {
  await ensureStack(tools, stack);
  await releaseStaleLock(tools, stack);
  if (clearPendingCreates) await forgetPendingCreates(tools, stack);
  await initSecrets(tools, stack, { cloudflareToken: ensureCloudflareToken() }, report);
}

function phase(title: string, run: (report: Report) => Promise<unknown>): Phase {
  return {
    title,
    run: async (report) => {
      const said = await run(report);
      return typeof said === "string" ? said : undefined;
    },
  };
}

function need<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error("a phase ran before the one that it needs");
  return value;
}
