import { join } from "node:path";

import { providerVersion } from "@moco-sandbox/toolchain/provider-version";
import { repositoryRoot } from "@moco-sandbox/world";

import { locations } from "../../stacks/locations";
import { findRealPlugins } from "../../tools/contract/real-plugins";
import { contractTargets } from "../../tools/contract/targets";
import {
  accountId,
  apiToken,
  LoopbackEdge,
  zone,
  zoneId,
} from "../sandbox/cloudflare/edge/loopback-edge";
import { adoptAccount } from "./support/adopt-account";
import {
  changesOf,
  type ContractAccount,
  type ContractStacks,
  prepareStacks,
} from "./support/contract-stacks";

const policies = join(repositoryRoot, "policy");
const { plugins: named } = contractTargets(process.env);
const plugins = named === undefined ? "the stand-ins for plugins" : "the real plugins";

describe(`this checkout's stacks and ${plugins}`, () => {
  let edge: LoopbackEdge;
  let stacks: ContractStacks;
  let account: ContractAccount;

  beforeAll(async () => {
    const real = named === undefined ? {} : findRealPlugins(named, providerVersion);
    edge = await LoopbackEdge.start();
    account = { apiUrl: edge.apiUrl, apiToken, accountId, zone: { id: zoneId, name: zone } };
    stacks = await prepareStacks(account, real);
  });

  afterAll(async () => {
    stacks.remove();
    await edge.stop();
  });

  describe("account", () => {
    it("passes the check of every resource and the policies", async () => {
      await stacks.succeed("preview", "account", ["--policy-pack", policies]);
    });

    it("is made, after what the account had from its beginning was taken over", async () => {
      await adoptAccount(stacks, account);
      await stacks.succeed("up", "account", ["--yes", "--skip-preview"]);
    });

    it("is left alone when nothing has changed", async () => {
      expect(await changesOf(stacks, "account")).toEqual([]);
    });

    it("is left alone after a refresh, whatever the API adds to what it was told", async () => {
      await stacks.succeed("refresh", "account", ["--yes", "--skip-preview"]);
      expect(await changesOf(stacks, "account")).toEqual([]);
    });
  });

  describe.each(Object.keys(locations))("%s", (location) => {
    // No node answers: what lies at Cloudflare is made, the rest is checked and planned.
    const tunnel = [
      `urn:pulumi:${location}::moco-infra::moco:index:ZeroTrustTunnel::${location}-tunnel`,
      `urn:pulumi:${location}::moco-infra::moco:index:ZeroTrustTunnel$**`,
    ].flatMap((target) => ["--target", target]);

    it("passes the check of every resource and the policies", async () => {
      await stacks.succeed("preview", location, ["--policy-pack", policies]);
    });

    it("has its tunnel and names made", async () => {
      await stacks.succeed("up", location, ["--yes", "--skip-preview", ...tunnel]);
    });

    it("has its tunnel and names left alone after a refresh", async () => {
      await stacks.succeed("refresh", location, ["--yes", "--skip-preview", ...tunnel]);
      expect(await changesOf(stacks, location, tunnel)).toEqual([]);
    });
  });
});
