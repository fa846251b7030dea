import { renderProblem, renderProblems } from "../../../../model/basics/problem";
import { UserError } from "../../../../model/basics/user-error";
import { acceptLocation } from "../../../../stacks/plan/accept-location";
import { planLocation } from "../../../../stacks/plan/plan-location";
import { checkDefinition } from "../../../../stacks/plan/shape/check-definition";
import { aService } from "../../../support/a-service";
import { locationSecrets, ownDefinition, ownLocation } from "../../../support/own-stack";
import { thirtyServices } from "../../../support/thirty-services";

const worker = aService().containers["web"]!;

/** The problems of a location whose one service is this. */
function problemsOf(service: unknown): string {
  return renderProblems(checkDefinition("pm1", { services: [{ service, on: "apps" }] }));
}

describe("checkDefinition", () => {
  it("accepts every service of thirty, and one with everything optional left out", () => {
    const { name, description, containers, objectives, runbook } = aService();
    const least = { name, description, containers, objectives, runbook };
    expect(checkDefinition("hq", thirtyServices().definition)).toEqual([]);
    expect(problemsOf(least)).toBe("");
  });

  it("names everything that is missing, at once", () => {
    const broken = {
      name: "notes",
      containers: { web: {}, worker: { ...worker, limits: {}, reservations: { cpus: 1 } } },
      volumes: { data: {} },
      routes: [{ name: "web", assets: {} }],
      objectives: {},
    };
    expect(problemsOf(broken)).toBe(
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
        "  notes.routes.web.assets.paths is missing. Write it in square brackets.",
        "  notes.routes.web.assets.rateLimit is missing. Say how often one client may load a file: assetRateLimit.",
        "  notes.routes.web.container is missing. Say which container answers.",
        "  notes.routes.web.port is missing. Say on which port of the container.",
        "  notes.routes.web.rateLimit is missing. Say how often one client may ask: webRateLimit or apiRateLimit.",
        "  notes.routes.web.subdomain is missing. Write its label below the zone.",
        "  notes.runbook is missing. Say where it is written what to do when it fails.",
        "  notes.volumes.data.backup is missing. Plan its backup, or say why it needs none.",
      ].join("\n"),
    );
  });

  it("says what a value of another type must be", () => {
    const service = aService();
    const [route] = service.routes!;
    const broken = {
      ...service,
      description: 7,
      containers: {
        web: {
          ...worker,
          limits: { cpus: "2", memory: "1g" },
          environment: { PORT: 5678, NAME: { route: "web", part: "port" } },
          healthcheck: { ...worker.healthcheck, kind: "smtp" },
          writableRoot: "yes",
          tmpfs: "/tmp",
          limit: {},
        },
        worker: null,
      },
      volumes: [{ backup: { every: 24 } }],
      routes: [{ ...route, access: { kind: "login", groups: [] }, path: "api" }],
    };
    const members =
      "image, command, user, environment, healthcheck, limits, reservations, mounts, secretFiles, " +
      "configFiles, reloadedFiles, dependsOn, stopGracePeriod, tmpfs, writableRoot, capabilities";
    expect(problemsOf(broken)).toBe(
      [
        '  notes.containers.web.environment.NAME must be text, or a reference to a need or a route, got {"route":"web","part":"port"}. Write it in quotes, or like { need, part: host or port } or { route, part: hostname or url }.',
        "  notes.containers.web.environment.PORT must be text, or a reference to a need or a route, got 5678. Write it in quotes, or like { need, part: host or port } or { route, part: hostname or url }.",
        '  notes.containers.web.healthcheck.kind must be of a known kind, got "smtp". Use httpHealthcheck, tcpHealthcheck or commandHealthcheck.',
        `  notes.containers.web.limit is not a known key. Use one of ${members}.`,
        '  notes.containers.web.limits.cpus must be a number, got "2". Write it without quotes.',
        '  notes.containers.web.tmpfs must be a list, got "/tmp". Write it in square brackets.',
        '  notes.containers.web.writableRoot must be true or false, got "yes". Write it without quotes.',
        `  notes.containers.worker must be an object, got null. Write it with ${members}.`,
        "  notes.description must be text, got 7. Write it in quotes.",
        "  notes.routes.web.access.groups must be a list of at least one, got []. Write it in square brackets.",
        '  notes.routes.web.path must be a path that starts with a slash, got "api". Write it like "/healthz".',
        '  notes.volumes must be a mapping by name, got [{"backup":{"every":24}}]. Write it in braces.',
      ].join("\n"),
    );
  });

  it("looks into what the service owns, and into nothing that it uses", () => {
    const needs = {
      database: {
        kind: "own",
        service: { ...aService(), name: "notes-database", runbook: undefined },
        endpoint: "sql",
      },
      cache: { kind: "own", service: { name: "notes-cache" }, endpoint: "cache" },
      queue: { kind: "own", service: 7, endpoint: "queue" },
      mail: { kind: "uses", service: "mail", endpoint: "smtp" },
    };
    expect(problemsOf({ ...aService(), needs })).toBe(
      [
        "  notes-cache.containers is missing. Say what runs.",
        "  notes-cache.description is missing. One sentence for the person who is paged for it.",
        "  notes-cache.objectives is missing. Say what people may expect of it.",
        "  notes-cache.runbook is missing. Say where it is written what to do when it fails.",
        "  notes-database.runbook is missing. Say where it is written what to do when it fails.",
        "  notes.needs.queue.service must be an object, got 7. Write it with name, description, containers, volumes, routes, endpoints, needs, secrets, objectives, runbook.",
      ].join("\n"),
    );
  });

  it.each([
    [undefined, ["pm1 is missing. Write it with services, moved."]],
    [null, ["pm1 must be an object, got null. Write it with services, moved."]],
    [{}, ["pm1.services is missing. Write it in square brackets."]],
    [{ services: 7 }, ["pm1.services must be a list, got 7. Write it in square brackets."]],
    [
      { services: [7, {}] },
      [
        "pm1.services[0] must be an object, got 7. Write it with service, on, ownedOn.",
        "pm1.services[1].on is missing. Name the role of a guest, for instance apps.",
      ],
    ],
    [
      { services: [], moved: [{ service: "n8n", from: "apps", to: "mgmt", copi: "x" }] },
      [
        "pm1.moved[0].copy is missing. Write what npm run move has printed.",
        "pm1.moved[0].copi is not a known key. Use one of service, from, to, copy.",
      ],
    ],
    [
      { services: [{ on: "apps" }] },
      [
        "pm1.services[0].service is missing. Write it with name, description, containers, volumes, routes, endpoints, needs, secrets, objectives, runbook.",
      ],
    ],
  ])("refuses the definition %j", (definition, problems) => {
    expect(checkDefinition("pm1", definition).map(renderProblem)).toEqual(problems);
  });

  it("leaves nothing to a stack trace, whatever stands in a definition's place", () => {
    const source = { document: ownLocation, secretKeys: new Set(locationSecrets) };
    const crashes = [...pathsIn(ownDefinition)].flatMap((path) =>
      [undefined, null, 7, "x", [7], { x: 7 }].flatMap((value) => {
        const odd = replaced(ownDefinition, path, value) as typeof ownDefinition;
        try {
          acceptLocation("pm1", odd, planLocation("pm1", odd, source, "/nowhere"));
          return [];
        } catch (error) {
          const isExpected = error instanceof UserError;
          return isExpected
            ? []
            : [`${path.join(".")} = ${JSON.stringify(value)}: ${String(error)}`];
        }
      }),
    );
    expect(crashes).toEqual([]);
  });
});

function* pathsIn(value: unknown, at: readonly string[] = []): Generator<readonly string[]> {
  yield at;
  if (typeof value !== "object" || value === null) return;
  for (const [key, part] of Object.entries(value)) yield* pathsIn(part, [...at, key]);
}

function replaced(value: unknown, [key, ...rest]: readonly string[], by: unknown): unknown {
  if (key === undefined) return by;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) =>
      String(index) === key ? replaced(item, rest, by) : item,
    );
  }
  const record = value as Readonly<Record<string, unknown>>;
  return { ...record, [key]: replaced(record[key], rest, by) };
}
