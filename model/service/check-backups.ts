import type { Problem } from "../basics/problem";
import { toSeconds } from "../basics/units";
import { checkReferences } from "./check-references";
import type { ServiceSpec } from "./service-spec";
import type { VolumeSpec } from "./volume-spec";

/** Faults of the backup plans: too rare for the service's RPO, or a dump of a container that is not there. */
export function checkBackups(service: ServiceSpec): readonly Problem[] {
  return Object.entries(service.volumes ?? {}).flatMap(([name, volume]) =>
    checkBackup(service, `${service.name}.volumes.${name}.backup`, volume),
  );
}

function checkBackup(
  { objectives: { rpo }, containers }: ServiceSpec,
  path: string,
  { backup }: VolumeSpec,
): readonly Problem[] {
  if ("exempt" in backup) return [];
  return [
    ...(toSeconds(backup.every) > toSeconds(rpo)
      ? [
          {
            path: `${path}.every`,
            problem: `must not exceed the service's RPO of ${rpo}`,
            got: backup.every,
            fix: "Back up more often, or accept a longer RPO in objectives.",
          },
        ]
      : []),
    ...(backup.dump === undefined
      ? []
      : checkReferences(
          `${path}.dump`,
          [["container", backup.dump.container]],
          "containers",
          Object.keys(containers),
        )),
  ];
}
