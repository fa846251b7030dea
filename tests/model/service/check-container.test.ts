import { renderProblem } from "../../../model/basics/problem";
import { checkContainer } from "../../../model/service/check-container";
import type { ContainerSpec } from "../../../model/service/container-spec";
import type { ServiceSpec } from "../../../model/service/service-spec";
import { aService } from "../../support/a-service";

const notes: ServiceSpec = aService();
const web = notes.containers["web"]!;

function messages(change: Partial<ContainerSpec>, service = notes): readonly string[] {
  return checkContainer(service, "web", { ...web, ...change }).map(renderProblem);
}

const at = "notes.containers.web";
const notInAFolder = "must be absolute paths in a folder, of letters, digits and ._@-";

describe("checkContainer", () => {
  it("accepts a good one, and one with everything optional left out", () => {
    expect(messages({})).toEqual([]);
    const { image, user, healthcheck, limits, reservations } = web;
    const least = { image, user, healthcheck, limits, reservations };
    expect(checkContainer({ ...notes, containers: { web: least } }, "web", least)).toEqual([]);
  });

  it.each<[string, Partial<ContainerSpec>, string]>([
    [
      "a mount of an unknown volume",
      { mounts: { "/data": "dat" } },
      `${at}.mounts./data must name one of the service's volumes, got "dat". Use one of data, or declare it in volumes.`,
    ],
    [
      "a file of an unknown secret",
      { secretFiles: { TOKEN_FILE: "token" } },
      `${at}.secretFiles.TOKEN_FILE must name one of the service's secrets, got "token". Use one of notes-token, or declare it in secrets.`,
    ],
    [
      "waiting for an unknown container",
      { dependsOn: ["db"] },
      `${at}.dependsOn.0 must name one of the service's containers, got "db". Use one of web, or declare it in containers.`,
    ],
    [
      "an environment value of an unknown need",
      { environment: { HOST: { need: "database", part: "host" } } },
      `${at}.environment.HOST must name one of the service's needs, got "database". Use one of (none), or declare it in needs.`,
    ],
    [
      "an environment value of an unknown route",
      { environment: { URL: { route: "site", part: "url" } } },
      `${at}.environment.URL must name one of the service's routes, got "site". Use one of web, or declare it in routes.`,
    ],
    [
      "a config file outside any folder",
      { configFiles: { "/app.yaml": "" } },
      `${at}.configFiles ${notInAFolder}, got "/app.yaml". Write it like /etc/app/app.yaml.`,
    ],
    [
      "a config file that climbs out",
      { configFiles: { "/etc/../shadow": "" } },
      `${at}.configFiles ${notInAFolder}, got "/etc/../shadow". Write it like /etc/app/app.yaml.`,
    ],
    [
      "a reloaded file with a space in its name",
      { reloadedFiles: { "/etc/app/a b.yaml": "" } },
      `${at}.reloadedFiles ${notInAFolder}, got "/etc/app/a b.yaml". Write it like /etc/app/app.yaml.`,
    ],
    [
      "more reserved CPU than the limit",
      { reservations: { cpus: 2, memory: "128m" } },
      `${at}.reservations.cpus must be above 0 and not above the limit of 1, got 2. Reserve what it needs on an ordinary day, or raise the limit.`,
    ],
    [
      "more reserved memory than the limit",
      { reservations: { cpus: 1, memory: "1g" } },
      `${at}.reservations.memory must be above 0 and not above the limit of 256m, got 1g. Reserve what it needs on an ordinary day, or raise the limit.`,
    ],
    [
      "no reserved memory",
      { reservations: { cpus: 1, memory: "0m" } },
      `${at}.reservations.memory must be above 0 and not above the limit of 256m, got 0m. Reserve what it needs on an ordinary day, or raise the limit.`,
    ],
  ])("refuses %s", (_, change, message) => {
    expect(messages(change)).toEqual([message]);
  });

  it("accepts references to what the service has", () => {
    const service: ServiceSpec = {
      ...notes,
      needs: { database: { kind: "uses", service: "db", endpoint: "sql" } },
    };
    const environment = {
      PLAIN: "text",
      HOST: { need: "database", part: "host" },
      URL: { route: "web", part: "url" },
    } as const;
    expect(
      messages({ environment, configFiles: { "/etc/app/.app_1@b.yaml": "" } }, service),
    ).toEqual([]);
  });
});
