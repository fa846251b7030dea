import * as pulumi from "@pulumi/pulumi";

import type { Host } from "../../components/host/host";

/** A guest for components that run on one; make it inside of the recorded program. */
export function aHost(name = "pm1-apps", address = "10.50.0.70"): Host {
  const vm = new Machine(name);
  return {
    name,
    connection: { host: address, port: 22, user: "ops", hostKey: "ssh-ed25519 AAAA" },
    generation: pulumi.interpolate`generation of ${vm.id}`,
    ready: vm,
    vm,
  };
}

class Machine extends pulumi.CustomResource {
  constructor(name: string) {
    super("test:index:Guest", name, {});
  }
}
