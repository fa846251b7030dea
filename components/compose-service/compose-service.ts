import * as command from "@pulumi/command";
import * as docker from "@pulumi/docker";
import * as pulumi from "@pulumi/pulumi";

import { renderAttachments } from "./attachments";
import { labelsOf, volumeNameOf } from "./compose-file";
import { healthyWithinSeconds } from "./healthy-within";
import { releaseToolPath } from "../release-tool/release-tool";
import { renderReachesRemoval, renderReachesScript } from "./reaches-script";
import { renderServiceFiles } from "./service-files";
import type { PlacedService } from "../../model/service/placed-service";
import { asRoot, type Host, labelsStay, toCommandConnection } from "../host/host";
import { mapValues } from "../../model/basics/map-values";

export { renderServiceFiles } from "./service-files";

/*
 * A service on a guest. What outlives a deployment (volumes, the service's network) are resources
 * of their own; the containers belong to Docker Compose, which the release tool on the guest runs as
 * one transaction: a release that does not get healthy is rolled back and fails with its last log lines.
 */

export interface ComposeServiceArgs {
  readonly service: PlacedService;
  /** The guest that it runs on, prepared, with the release tool. */
  readonly host: Host;
  /** By secret name; everything that the containers' `secretFiles` name. @default {} */
  readonly secrets?: Readonly<Record<string, pulumi.Input<string>>>;
  /** @default true - a preview that would delete a volume fails. */
  readonly protectVolumes?: boolean;
  /** What `npm run move` has brought its volumes by; left out where they were made on this guest. */
  readonly moved?: VolumeMove;
}

/** The way that volumes came to a guest. */
export interface VolumeMove {
  /** Guest that they came from, `pm1-apps`. */
  readonly from: string;
  /** What they held, as `npm run move` has printed it. */
  readonly copy: string;
}

/**
 * ```ts
 * new ComposeService("n8n", { service, host, secrets }, {
 *   providers: [dockerOfGuest],
 *   dependsOn: [networksOfGuest],
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
    const files = renderServiceFiles(service);
    // Plain on purpose: previews show how a release changes, and policies read it.
    const facts = { service, files };
    super(ComposeService.__pulumiType, name, facts, opts);
    this.service = service;
    // Before all else: a move that was declared and not done changes nothing.
    const first = [args.host.ready, ...this.#createArrival(name, args)];
    this.volumes = this.#createVolumes(name, args, first);
    this.network = this.#createNetwork(name, args, first);
    this.release = this.#createRelease(name, args, files, this.#createReaches(name, args));
    this.registerOutputs(facts);
  }

  #createVolumes(
    name: string,
    { service, host, protectVolumes }: ComposeServiceArgs,
    dependsOn: pulumi.Resource[],
  ): Record<string, docker.Volume> {
    return Object.fromEntries(
      Object.keys(service.volumes).map((volume) => [
        volume,
        new docker.Volume(
          `${name}-${volume}`,
          { name: volumeNameOf(service.name, volume), labels: dockerLabels(service) },
          {
            parent: this,
            dependsOn,
            deletedWith: host.vm,
            protect: protectVolumes ?? true,
            ...labelsStay,
          },
        ),
      ]),
    );
  }

  #createNetwork(
    name: string,
    { service, host }: ComposeServiceArgs,
    dependsOn: pulumi.Resource[],
  ): docker.Network {
    return new docker.Network(
      `${name}-network`,
      { name: service.name, labels: dockerLabels(service) },
      {
        parent: this,
        dependsOn,
        deletedWith: host.vm,
        // Its provider follows a service to another guest without making anything there.
        replacementTrigger: service.guest,
        ...labelsStay,
      },
    );
  }

  /** Succeeds where the volumes have arrived. */
  #createArrival(
    name: string,
    { service, host, moved }: ComposeServiceArgs,
  ): readonly command.remote.Command[] {
    if (moved === undefined) return [];
    const volumes = Object.keys(service.volumes).map((each) => volumeNameOf(service.name, each));
    const words = ["--from", moved.from, "--copy", moved.copy, ...volumes].join(" ");
    const { connection, ready, vm } = host;
    return [
      new command.remote.Command(
        `${name}-moved`,
        {
          connection: toCommandConnection(connection),
          create: `sudo ${releaseToolPath} arrived ${service.name} ${words}`,
          addPreviousOutputInEnv: false,
        },
        {
          parent: this,
          dependsOn: [ready],
          deletedWith: vm,
          replacementTrigger: service.guest,
        },
      ),
    ];
  }

  /** The way to what the service needs on other guests, for its own containers alone. */
  #createReaches(
    name: string,
    { service, host }: ComposeServiceArgs,
  ): readonly command.remote.Command[] {
    if (service.reaches.length === 0) return [];
    const { connection, generation, ready, vm } = host;
    const script = renderReachesScript(service);
    return [
      new command.remote.Command(
        `${name}-reaches`,
        {
          connection: toCommandConnection(connection),
          // Written anew on a guest that was rebuilt.
          create: pulumi.interpolate`${asRoot(script)} # guest ${generation}`,
          delete: asRoot(renderReachesRemoval(service)),
          stdin: pulumi.interpolate`${this.network.id}\n`,
          addPreviousOutputInEnv: false,
        },
        {
          parent: this,
          dependsOn: [ready],
          deletedWith: vm,
          deleteBeforeReplace: true,
          replacementTrigger: service.guest,
        },
      ),
    ];
  }

  #createRelease(
    name: string,
    { service, host, secrets }: ComposeServiceArgs,
    files: Readonly<Record<string, string>>,
    reaches: readonly pulumi.Resource[],
  ): command.remote.Command {
    const { connection, generation, ready, vm } = host;
    const attachments = renderAttachments(service);
    const payload = pulumi.jsonStringify({
      service: service.name,
      generation,
      waitSeconds: healthyWithinSeconds(service),
      owners: mapValues(service.containers, (container) => container.user),
      files,
      secrets: secretsByFile(service, secrets ?? {}),
      // Most services are asked by nobody on their guest.
      ...(Object.keys(attachments).length > 0 && { attachments }),
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
        dependsOn: [ready, this.network, ...reaches, ...Object.values(this.volumes)],
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
