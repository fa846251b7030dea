import { renderProblems } from "../../../model/basics/problem";
import { checkComplete } from "../../../model/service/check-complete";
import type { ServiceSpec } from "../../../model/service/service-spec";
import { aService } from "../../support/a-service";

/** What a program may hold that no type was checked in. */
function unchecked(document: unknown): ServiceSpec {
  return document as ServiceSpec;
}

const worker = aService().containers["web"]!;

describe("checkComplete", () => {
  it("accepts a service with everything, and one with everything optional left out", () => {
    const { name, description, containers, objectives, runbook } = aService();
    const least = { name, description, containers, objectives, runbook };
    expect(checkComplete(aService())).toEqual([]);
    expect(checkComplete(least)).toEqual([]);
  });

  it("names everything that is missing, at once", () => {
    const broken = unchecked({
      name: "notes",
      containers: { web: {}, worker: { ...worker, limits: {}, reservations: { cpus: 1 } } },
      volumes: { data: {} },
      routes: [{ name: "web" }],
      objectives: {},
    });
    expect(renderProblems(checkComplete(broken))).toBe(
      [
        "  notes.containers.web.healthcheck is missing. Say how to find out that it works.",
        "  notes.containers.web.image is missing. Name a line of services/images.ts.",
        "  notes.containers.web.limits is missing. Say what it may take at most.",
        "  notes.containers.web.reservations is missing. Say what it needs on an ordinary day.",
        "  notes.containers.web.user is missing. Say as whom it runs.",
        "  notes.containers.worker.limits.cpus is missing. Say how many CPU cores.",
        "  notes.containers.worker.limits.memory is missing. Say how much memory.",
        "  notes.containers.worker.reservations.memory is missing. Say how much memory.",
        "  notes.description is missing. One sentence for the person who is paged for it.",
        "  notes.objectives.availability is missing. Say what share of a month it answers.",
        "  notes.objectives.rpo is missing. Say how much data may be lost.",
        "  notes.objectives.rto is missing. Say how soon it is back.",
        "  notes.routes.web.access is missing. Say who may enter: login, serviceToken or publicAccess.",
        "  notes.routes.web.container is missing. Say which container answers.",
        "  notes.routes.web.port is missing. Say on which port of the container.",
        "  notes.routes.web.rateLimit is missing. Say how often one client may ask: webRateLimit or apiRateLimit.",
        "  notes.routes.web.subdomain is missing. Write its label below the zone.",
        "  notes.runbook is missing. Say where it is written what to do when it fails.",
        "  notes.volumes.data.backup is missing. Plan its backup, or say why it needs none.",
      ].join("\n"),
    );
  });

  it("looks into what the service owns, and into nothing that it uses", () => {
    const needs = {
      database: {
        kind: "own",
        service: { ...aService(), name: "notes-database", runbook: undefined },
      },
      cache: { kind: "own", service: { name: "notes-cache" } },
      mail: { kind: "uses", service: "mail", endpoint: "smtp" },
    };
    expect(renderProblems(checkComplete(unchecked({ ...aService(), needs })))).toBe(
      [
        "  notes-cache.containers is missing. Say what runs.",
        "  notes-cache.description is missing. One sentence for the person who is paged for it.",
        "  notes-cache.objectives is missing. Say what people may expect of it.",
        "  notes-cache.runbook is missing. Say where it is written what to do when it fails.",
        "  notes-database.runbook is missing. Say where it is written what to do when it fails.",
      ].join("\n"),
    );
  });
});
