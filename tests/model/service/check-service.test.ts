import { renderProblems } from "../../../model/basics/problem";
import { checkService } from "../../../model/service/check-service";
import type { ServiceSpec } from "../../../model/service/service-spec";
import type { ImageName } from "../../../services/images";
import { n8n } from "../../../services/n8n/n8n";
import { aService } from "../../support/a-service";

const web = aService().containers["web"]!;

/** One fault of every kind. */
const broken: ServiceSpec<ImageName> = aService({
  containers: { web: { ...web, mounts: { "/data": "dat" } } },
  routes: [{ ...aService().routes![0]!, port: 0 }],
  endpoints: { api: { container: "web", port: 0 } },
  secrets: { "notes-token": { onRotation: "Nothing." }, spare: { onRotation: "Nothing." } },
  objectives: { availability: 99, rto: "4h", rpo: "1h" },
});

const faults = (name: string): readonly string[] => [
  `  ${name}.containers.web.mounts./data must name one of the service's volumes, got "dat". Use one of data, or declare it in volumes.`,
  `  ${name}.endpoints.api.port must be a port, got 0. Use a whole number from 1 to 65535.`,
  `  ${name}.routes.web.port must be a port, got 0. Use a whole number from 1 to 65535.`,
  `  ${name}.secrets.spare is used by no container. Give it to a container in secretFiles, or remove it.`,
  `  ${name}.volumes.data.backup.every must not exceed the service's RPO of 1h, got 24h. Back up more often, or accept a longer RPO in objectives.`,
];

describe("checkService", () => {
  it.each([aService(), n8n])("accepts $name", (service) => {
    expect(checkService(service)).toEqual([]);
  });

  it("accepts a service with everything optional left out", () => {
    const { name, description, objectives, runbook } = aService();
    const { image, user, healthcheck, limits, reservations } = web;
    const containers = { web: { image, user, healthcheck, limits, reservations } };
    expect(checkService({ name, description, containers, objectives, runbook })).toEqual([]);
  });

  it.each(["My_Notes", "n", "1st", "a".repeat(31), "notes.proxy"])(
    "refuses the name %p",
    (name) => {
      const service = aService({
        name,
        routes: [],
        volumes: { data: { backup: { exempt: "-" } } },
      });
      expect(renderProblems(checkService(service))).toBe(
        `  ${name} must be 2-30 lower-case letters, digits and dashes, starting with a letter, got "${name}". Rename the service.`,
      );
    },
  );

  it("reports the faults of every part at once", () => {
    expect(renderProblems(checkService(broken))).toBe(faults("notes").join("\n"));
  });

  it("holds the services that it owns to the same", () => {
    const needs = {
      store: { kind: "own", service: { ...broken, name: "notes-store" }, endpoint: "api" },
    } as const;
    expect(renderProblems(checkService(aService({ needs })))).toBe(
      faults("notes-store").join("\n"),
    );
  });
});
