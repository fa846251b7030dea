import * as command from "@pulumi/command";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { checkPlacedService } from "./check-placed-service";
import { healthyWithinSeconds, labelsOf, volumeNameOf } from "./compose-file";
import { releaseToolPath } from "../release-tool/release-tool";
import { renderServiceFiles } from "./service-files";
import type { PlacedService } from "../../model/service/placed-service";
import { type GuestConnection, toCommandConnection } from "../host/host";
import { mapValues } from "../../model/basics/map-values";
import { refuse } from "../../model/basics/user-error";

export { edgeNetworkName } from "./compose-file";

/*
 * A service on a guest. What outlives a deployment (volumes, the service's network) are resources
 * of their own; the containers belong to Docker Compose, which the release tool on the guest runs as
 * one transaction: a release that does not get healthy is undone and fails with its own last words.
 */

export interface ComposeServiceArgs {
  readonly service: PlacedService;
  readonly connection: GuestConnection;
  /** Changes when the guest is rebuilt: then the service is applied again. */
  readonly generation: pulumi.Input<string>;
  /** The guest's own preparation, the release tool included; the service comes after it. */
  readonly ready: pulumi.Resource;
  /** The guest: when it goes, the service goes with it and nothing is run on it. */
  readonly vm: pulumi.Resource;
  /** By secret name; everything that the containers' `secretFiles` name. @default {} */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** The network that the guest's Traefik is on; required for a service with routes. */
  readonly edgeNetwork?: docker.Network;
  /** Names of more networks that all containers join; they must exist. @default [] */
  readonly networks?: readonly string[];
  /** @default true - a preview that would delete a volume fails. */
  readonly protectVolumes?: boolean;
}

/**
 * ```ts
 * new ComposeService("n8n", { service, connection, generation, ready, vm, secrets, edgeNetwork }, {
 *   providers: [dockerOfGuest],
 * });
 * ```
 */
export class ComposeService extends pulumi.ComponentResource {
  /** @internal */
  static readonly __pulumiType = "moco:index:ComposeService";

  readonly service: PlacedService;
  /** By volume name. */
  readonly volumes: Readonly<Record<string, docker.Volume>>;
  readonly network: docker.Network;
  /** Resolved when every container is healthy. */
  readonly release: command.remote.Command;

  constructor(name: string, args: ComposeServiceArgs, opts?: pulumi.ComponentResourceOptions) {
    const { service } = args;
    const files = renderServiceFiles(service, args.networks);
    // Plain on purpose: previews show how a release changes, and policies read it.
    const facts = { service, files };
    super(ComposeService.__pulumiType, name, facts, opts);
    refuse(
      `ComposeService "${name}"`,
      checkPlacedService(service, {
        secrets: Object.keys(args.secrets ?? {}),
        edge: args.edgeNetwork !== undefined,
      }),
    );
    this.service = service;
    this.volumes = this.#createVolumes(name, args);
    this.network = this.#createNetwork(name, args);
    this.release = this.#createRelease(name, args, files);
    this.registerOutputs(facts);
  }

  #createVolumes(name: string, args: ComposeServiceArgs): Record<string, docker.Volume> {
    const { service, ready, vm, protectVolumes } = args;
    return Object.fromEntries(
      Object.keys(service.volumes).map((volume) => [
        volume,
        new docker.Volume(
          `${name}-${volume}`,
          { name: volumeNameOf(service.name, volume), labels: dockerLabels(service) },
          { parent: this, dependsOn: ready, deletedWith: vm, protect: protectVolumes ?? true },
        ),
      ]),
    );
  }

  #createNetwork(name: string, { service, ready, vm }: ComposeServiceArgs): docker.Network {
    return new docker.Network(
      `${name}-network`,
      { name: service.name, labels: dockerLabels(service) },
      { parent: this, dependsOn: ready, deletedWith: vm },
    );
  }

  #createRelease(
    name: string,
    { service, connection, generation, ready, vm, secrets, edgeNetwork }: ComposeServiceArgs,
    files: Readonly<Record<string, string>>,
  ): command.remote.Command {
    const payload = pulumi.jsonStringify({
      service: service.name,
      generation,
      waitSeconds: healthyWithinSeconds(service),
      owners: mapValues(service.containers, (container) => container.user),
      files,
      secrets: secretsByFile(service, secrets ?? {}),
    });
    const apply = `sudo ${releaseToolPath} apply ${service.name}`;
    return new command.remote.Command(
      `${name}-release`,
      {
        connection: toCommandConnection(connection),
        create: apply,
        update: apply,
        delete: `sudo ${releaseToolPath} remove ${service.name}`,
        // Secret as a whole; what of it is not is shown by the component's own `files`.
        stdin: pulumi.secret(payload),
        addPreviousOutputInEnv: false,
        // An error's text is shown in any case, and the release tool takes secrets out of it.
        logging: "none",
      },
      {
        parent: this,
        dependsOn: [
          ready,
          this.network,
          ...Object.values(this.volumes),
          ...(edgeNetwork ? [edgeNetwork] : []),
        ],
        deletedWith: vm,
        // Deleting removes the service by its name: after a replacement it would remove the new one.
        deleteBeforeReplace: true,
        // Moved to another guest, it must go from the one that it was on.
        replacementTrigger: service.guest,
      },
    );
  }
}

function dockerLabels(service: PlacedService): { label: string; value: string }[] {
  return Object.entries(labelsOf(service)).map(([label, value]) => ({ label, value }));
}

/** `<container>/<secret>`: each container sees only what its own spec names. */
function secretsByFile(
  service: PlacedService,
  secrets: Readonly<Record<string, pulumi.Input<string>>>,
): Record<string, pulumi.Input<string>> {
  const files: Record<string, pulumi.Input<string>> = {};
  for (const [name, container] of Object.entries(service.containers)) {
    for (const secret of new Set(Object.values(container.secretFiles ?? {}))) {
      const value = secrets[secret];
      if (value !== undefined) files[`${name}/${secret}`] = value;
    }
  }
  return files;
}
