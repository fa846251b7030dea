import { standardRetention } from "../../../model/service/backup-plan";
import { resourceType } from "../../../policy/facts/resource-type";
import { volumeBackupPlanned } from "../../../policy/rules/volume-backup-planned";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

function withPlan(backup: unknown, rpo = "24h"): readonly string[] {
  const service = { volumes: { data: { backup } }, containers: {}, objectives: { rpo } };
  return violationsOf(volumeBackupPlanned, aResource(resourceType.composeService, { service }));
}

const subject = 'ComposeService "n8n": service.volumes.data.backup';
const fix = 'Write { every: "24h", keep: standardRetention }, or { exempt: "why" }.';
const keep = standardRetention;

describe("volumeBackupPlanned", () => {
  it("accepts a schedule within the RPO, and data that can be made again", () => {
    expect(violationsOf(volumeBackupPlanned, aComposeService(aPlacedService()))).toEqual([]);
    expect(withPlan({ exempt: "A cache; rebuilt from the database." })).toEqual([]);
    expect(withPlan({ every: "1d", keep })).toEqual([]);
  });

  it("refuses a volume without a plan", () => {
    expect(withPlan(undefined)).toEqual([`${subject} is missing. ${fix}`]);
  });

  it("refuses an exemption without a reason", () => {
    expect(withPlan({ exempt: " " })).toEqual([
      `${subject}.exempt must say why the data can be made again. ${fix}`,
    ]);
  });

  it("refuses a schedule that is no time", () => {
    expect(withPlan({ every: "daily", keep })).toEqual([
      `${subject}.every must be a time, got "daily". ${fix}`,
    ]);
  });

  it("refuses a schedule that is slower than the RPO", () => {
    expect(withPlan({ every: "2d", keep })).toEqual([
      `${subject}.every must not exceed the service's RPO of 24h, got "2d". Back up more often, or accept a longer RPO in objectives.`,
    ]);
  });

  it("refuses an RPO that is no time", () => {
    expect(withPlan({ every: "1d", keep }, "short")).toEqual([
      'ComposeService "n8n": service.objectives.rpo must be a time, got "short". Write it like "24h".',
    ]);
  });

  it.each([undefined, { daily: 0, weekly: 0, monthly: 0 }])("refuses to keep %p", (kept) => {
    expect(withPlan({ every: "1d", keep: kept })).toEqual([
      `${subject}.keep must keep at least one backup. ${fix}`,
    ]);
  });

  it("refuses a mount of what the service does not declare", () => {
    const resource = aResource(resourceType.composeService, {
      service: { ...aPlacedService(), volumes: {} },
    });
    expect(violationsOf(volumeBackupPlanned, resource)).toEqual([
      'ComposeService "n8n": service.containers.main.mounts./home/node/.n8n must be a volume that the service declares, with a backup plan, got "data". Add the volume to the service\'s volumes.',
    ]);
  });

  it("refuses a Docker volume outside of a service, and accepts one inside", () => {
    const type = resourceType.dockerVolume;
    const parent = aComposeService(aPlacedService());
    expect(violationsOf(volumeBackupPlanned, aResource(type, {}, { name: "stray" }))).toEqual([
      'Volume "stray": parent must be a ComposeService: nothing says how volume "stray" is backed up. Declare the volume in a service\'s volumes.',
    ]);
    expect(violationsOf(volumeBackupPlanned, aResource(type, {}, { parent }))).toEqual([]);
  });

  it("refuses a plan that only a deployment would show", () => {
    expect(withPlan({ every: unknownText, keep })).toEqual([
      `${subject}.every is not known before deployment. Make it plain data, so that this rule can judge it in a preview.`,
    ]);
  });
});
