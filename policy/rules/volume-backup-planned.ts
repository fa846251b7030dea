import type { Problem } from "../../model/basics/problem";
import { isDuration, toSeconds } from "../../model/basics/units";
import type { Resource } from "../facts/resource";
import { type BackupFact, volumesOf } from "../facts/service-facts";
import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import type { ResourceRule } from "./rule";

export const volumeBackupPlanned: ResourceRule = {
  name: "volume-backup-planned",
  description:
    "Every volume is backed up as often as its service's RPO asks, or says why it need not be.",
  severity: "critical",
  remediationSteps:
    'Set the volume\'s backup to { every, keep }, or to { exempt: "why its data can be made again" }.',
  types: [resourceType.composeService, resourceType.dockerVolume],
  check: (resource) =>
    resource.type === resourceType.dockerVolume ? checkOwner(resource) : checkPlans(resource),
};

/** A volume that no service declares has no plan that anyone could read. */
function checkOwner({ urn, name }: Resource): readonly Problem[] {
  return urn.includes(`${resourceType.composeService}$`)
    ? []
    : [
        {
          path: "parent",
          problem: `must be a ComposeService: nothing says how volume "${name}" is backed up`,
          fix: "Declare the volume in a service's volumes.",
        },
      ];
}

function checkPlans(resource: Resource): readonly Problem[] {
  const { volumes, containers, objectives } = volumesOf(resource);
  return [
    ...Object.entries(volumes).flatMap(([name, { backup }]) =>
      checkPlan(`service.volumes.${name}.backup`, backup, objectives.rpo),
    ),
    ...Object.entries(containers).flatMap(([container, { mounts }]) =>
      Object.entries(mounts ?? {})
        .filter(([, volume]) => !Object.hasOwn(volumes, volume))
        .map(([mountPoint, volume]) => ({
          path: `service.containers.${container}.mounts.${mountPoint}`,
          problem: "must be a volume that the service declares, with a backup plan",
          got: shownValue(volume),
          fix: "Add the volume to the service's volumes.",
        })),
    ),
  ];
}

function checkPlan(path: string, plan: BackupFact | undefined, rpo: string): readonly Problem[] {
  const fix = 'Write { every: "24h", keep: standardRetention }, or { exempt: "why" }.';
  if (plan === undefined) return [{ path, problem: "is missing", fix }];
  const { exempt, every, keep } = plan;
  if (exempt !== undefined) {
    return exempt.trim() === ""
      ? [{ path: `${path}.exempt`, problem: "must say why the data can be made again", fix }]
      : [];
  }
  if (!isDuration(every) || toSeconds(every) <= 0) {
    return [{ path: `${path}.every`, problem: "must be a time", got: shownValue(every), fix }];
  }
  if (!isDuration(rpo) || toSeconds(rpo) <= 0) {
    return [
      {
        path: "service.objectives.rpo",
        problem: "must be a time",
        got: shownValue(rpo),
        fix: 'Write it like "24h".',
      },
    ];
  }
  return [
    ...(toSeconds(every) > toSeconds(rpo)
      ? [
          {
            path: `${path}.every`,
            problem: `must not exceed the service's RPO of ${rpo}`,
            got: shownValue(every),
            fix: "Back up more often, or accept a longer RPO in objectives.",
          },
        ]
      : []),
    ...(Object.values(keep ?? {}).some((count) => count >= 1)
      ? []
      : [{ path: `${path}.keep`, problem: "must keep at least one backup", fix }]),
  ];
}
