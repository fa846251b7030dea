import { renderProblem } from "../../../model/basics/problem";
import { type BackupPlan, standardRetention } from "../../../model/service/backup-plan";
import { checkBackups } from "../../../model/service/check-backups";
import { aService } from "../../support/a-service";

const daily = { every: "24h", keep: standardRetention } as const;

function messages(backup: BackupPlan): readonly string[] {
  return checkBackups(aService({ volumes: { data: { backup } } })).map(renderProblem);
}

describe("checkBackups", () => {
  it("accepts a backup as often as the RPO asks for it", () => {
    expect(messages(daily)).toEqual([]);
    expect(messages({ ...daily, dump: { container: "web", command: ["dump"] } })).toEqual([]);
  });

  it("accepts data that can be made again", () => {
    expect(messages({ exempt: "It is a cache." })).toEqual([]);
  });

  it("accepts a service without volumes", () => {
    const service = { ...aService() };
    delete service.volumes;
    expect(checkBackups(service)).toEqual([]);
  });

  it("refuses one that is rarer than the RPO, whatever the units", () => {
    expect(messages({ ...daily, every: "2d" })).toEqual([
      "notes.volumes.data.backup.every must not exceed the service's RPO of 24h, got 2d. Back up more often, or accept a longer RPO in objectives.",
    ]);
  });

  it("refuses a dump out of an unknown container", () => {
    expect(messages({ ...daily, dump: { container: "db", command: ["dump"] } })).toEqual([
      'notes.volumes.data.backup.dump.container must name one of the service\'s containers, got "db". Use one of web, or declare it in containers.',
    ]);
  });
});
