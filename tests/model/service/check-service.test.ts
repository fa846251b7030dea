import { renderProblems } from "../../../model/basics/problem";
import { n8n } from "../../../services/n8n/n8n";
import { checkService } from "../../../model/service/check-service";
import { aService } from "../../support/a-service";

const good = aService();
const web = good.containers["web"];
const route = good.routes[0];
const need = n8n.needs["database"];
if (web === undefined || route === undefined || need === undefined) throw new Error("fixture");

describe("checkService", () => {
  it("accepts a good one", () => {
    expect(checkService(good)).toEqual([]);
  });

  it.each([
    [
      "a name that no host name can have",
      aService({ name: "My_Notes" }),
      '  My_Notes must be 2-30 lower-case letters, digits and dashes, starting with a letter, got "My_Notes". Rename the service.',
    ],
    [
      "a mount of an unknown volume",
      aService({ containers: { web: { ...web, mounts: { "/data": "dat" } } } }),
      '  notes.containers.web.mounts./data must name one of the service\'s volumes, got "dat". Use one of data, or declare it in volumes.',
    ],
    [
      "a file of an unknown secret",
      aService({ secrets: {}, volumes: good.volumes }),
      '  notes.containers.web.secretFiles.TOKEN_FILE must name one of the service\'s secrets, got "notes-token". Use one of (none), or declare it in secrets.',
    ],
    [
      "a secret that nobody reads",
      aService({ secrets: { ...good.secrets, spare: { onRotation: "Nothing." } } }),
      "  notes.secrets.spare is used by no container. Give it to a container in secretFiles, or remove it.",
    ],
    [
      "a dependency on an unknown container",
      aService({ containers: { web: { ...web, dependsOn: ["db"] } } }),
      '  notes.containers.web.dependsOn.0 must name one of the service\'s containers, got "db". Use one of web, or declare it in containers.',
    ],
    [
      "an environment value that refers to nothing",
      aService({
        containers: {
          web: {
            ...web,
            environment: {
              HOST: { need: "database", part: "host" },
              URL: { route: "site", part: "url" },
            },
          },
        },
      }),
      [
        '  notes.containers.web.environment.HOST must name one of the service\'s needs, got "database". Use one of (none), or declare it in needs.',
        '  notes.containers.web.environment.URL must name one of the service\'s routes, got "site". Use one of web, or declare it in routes.',
      ].join("\n"),
    ],
    [
      "a name two labels below the zone",
      aService({ routes: [{ ...route, subdomain: "a.b" }] }),
      '  notes.routes.web.subdomain must be one label below the zone, of lower-case letters, digits and dashes, got "a.b". Write one label without a dot: the zone\'s certificate covers no more.',
    ],
    [
      "a route to an unknown container",
      aService({ routes: [{ ...route, container: "api" }] }),
      '  notes.routes.web.container must name one of the service\'s containers, got "api". Use one of web, or declare it in containers.',
    ],
    [
      "a need with needs",
      aService({ needs: { database: { ...need, service: n8n, container: "n8n" } } }),
      "  notes.needs.database.service.needs must be empty: a need has no needs of its own. Declare both needs on the service.",
    ],
    [
      "a backup that is rarer than the RPO",
      aService({ objectives: { availability: 99, rto: "4h", rpo: "1h" } }),
      "  notes.volumes.data.backup.every must not exceed the service's RPO of 1h, got 24h. Back up more often, or accept a longer RPO in objectives.",
    ],
    [
      "a dump out of an unknown container",
      aService({
        volumes: {
          data: {
            backup: {
              every: "24h",
              keep: { daily: 1, weekly: 1, monthly: 1 },
              dump: { container: "db", command: ["dump"] },
            },
          },
        },
      }),
      '  notes.volumes.data.backup.dump.container must name one of the service\'s containers, got "db". Use one of web, or declare it in containers.',
    ],
  ])("refuses %s", (_, service, message) => {
    expect(renderProblems(checkService(service))).toBe(message);
  });
});
