import type { PulumiEngine } from "@moco-sandbox/toolchain/run-pulumi";

import { privileges, type PrivilegeScope } from "../../../cli/bootstrap/privileges";
import type { LocationConfig } from "../../../stacks/config/location-config";
import { freshName } from "../../../tools/contract/own";
import type { Permissions } from "../../../tools/contract/node-client";
import { ContractGuest } from "./contract-guest";

/** A node as the suite meets it: a real one, or its stand-in. */
export interface NodeTarget {
  readonly location: string;
  readonly config: LocationConfig;
  readonly apiToken: string;
  readonly engine: PulumiEngine;
  /** What `bootstrap --check` says; throws where something is in the way. */
  readonly check: () => Promise<string>;
  readonly permissions: () => Promise<Permissions>;
  /** Removes what an interrupted run has left, and says what that was. */
  readonly sweep: () => Promise<readonly string[]>;
}

/** Tests of one node; everything that they make is named moco-contract-… and gone at the end. */
export function testNode(title: string, prepare: () => Promise<NodeTarget>): void {
  describe(title, () => {
    let target: NodeTarget;
    let guest: ContractGuest;

    beforeAll(async () => {
      target = await prepare();
      const { engine, location, config, apiToken } = target;
      // First by its state, then by what is found: nobody knows when a run was interrupted.
      guest = await ContractGuest.prepare(engine, location, config, freshName(), apiToken);
      await target.sweep();
    });

    it("is as bootstrap wants it: --check finds nothing in the way", async () => {
      await expect(target.check()).resolves.toBe("");
    });

    it("gives the token every right of bootstrap's list, where the list gives it, and no other", async () => {
      const given = Object.entries(await target.permissions()).flatMap(([path, rights]) =>
        Object.entries(rights).flatMap(([right, yes]) => (yes === 1 ? [`${path} ${right}`] : [])),
      );
      expect(given.sort()).toEqual(listedRights(target.config));
    });

    it("makes a guest that boots, lets operators in and has its data disk", async () => {
      await guest.up();
    });

    it("gives back what it was told: a refresh plans no change", async () => {
      await guest.unchangedAfterRefresh();
    });

    it("lets all of it go", async () => {
      await guest.destroy();
      // The program leaves a guest's snippet behind, for whatever starts the guest again.
      const snippet = `snippets/${guest.name}-user-data.yaml`;
      expect((await target.sweep()).filter((left) => !left.endsWith(snippet))).toEqual([]);
      expect(await target.sweep()).toEqual([]);
      await guest.forget();
    });
  });
}

/** `/vms VM.Allocate`, by path and right. */
function listedRights({ location: { node } }: LocationConfig): readonly string[] {
  const paths: Readonly<Record<PrivilegeScope, string>> = {
    guests: "/vms",
    disks: `/storage/${node.datastore}`,
    files: `/storage/${node.snippetDatastore}`,
    node: `/nodes/${node.name}`,
    bridges: "/sdn/zones/localnetwork",
  };
  return [...new Set(privileges.map(({ name, scope }) => `${paths[scope]} ${name}`))].sort();
}
