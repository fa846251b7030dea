import type * as pulumi from "@pulumi/pulumi";

import type { GuestConnection } from "./guest-connection";

export { asRoot } from "./as-root";
export type { GuestFile } from "./guest-file";
export { labelsStay } from "./labels-stay";
export {
  dockerHost,
  type GuestConnection,
  renderKnownHosts,
  sshOptions,
  toBootingConnection,
  toCommandConnection,
} from "./guest-connection";
export { reachesFolder } from "./reaches-folder";
export { pinnedSshOptions } from "./pinned-ssh-options";

/** A guest as everything that runs on it takes it: how to reach it, and what to wait for. */
export interface Host {
  /** `pm1-apps` */
  readonly name: string;
  readonly connection: GuestConnection;
  /** Changes when the guest is rebuilt: what runs on it is then applied again. */
  readonly generation: pulumi.Input<string>;
  /** The guest's own preparation; what runs on it comes after it. */
  readonly ready: pulumi.Resource;
  /** The machine: when it goes, what runs on it goes with it, and nothing is run on it any more. */
  readonly vm: pulumi.Resource;
}
