import { renderProblem } from "../../../model/basics/problem";
import { checkValues } from "../../../model/service/check-values";
import { commandHealthcheck, tcpHealthcheck } from "../../../model/service/healthcheck";
import { aService } from "../../support/a-service";

const [container] = Object.values(aService().containers);

/** A service whose only container differs in this. */
function withContainer(change: object): readonly string[] {
  const containers = { web: { ...container!, ...change } };
  return checkValues({ ...aService(), name: "notes", containers }).map(renderProblem);
}

describe("checkValues", () => {
  it("accepts what makes sense", () => {
    expect(checkValues(aService())).toEqual([]);
    expect(withContainer({ healthcheck: commandHealthcheck(["pg_isready"]) })).toEqual([]);
  });

  it.each([
    [
      { user: "root" },
      '.user must be the numbers of a user and a group, got "root". Write it like 1000:1000, as the image runs.',
    ],
    [
      { limits: { cpus: 1, memory: "64k" } },
      '.limits.memory must be an amount of memory in m or g, got "64k". Write it like 512m or 2g.',
    ],
    [
      { reservations: { cpus: 1, memory: "much" } },
      '.reservations.memory must be an amount of memory in m or g, got "much". Write it like 512m or 2g.',
    ],
    [
      { healthcheck: tcpHealthcheck(99_999) },
      ".healthcheck.port must be a port, got 99999. Use a whole number from 1 to 65535.",
    ],
    [
      { healthcheck: tcpHealthcheck(80, { retries: 0 }) },
      ".healthcheck.retries must be a whole number above 0, got 0. Leave it out for the default of 3.",
    ],
    [
      { healthcheck: tcpHealthcheck(80, { interval: "often" as "1s" }) },
      '.healthcheck.interval must be a span of time, got "often". Write it like 30s, 5m, 1h or 7d.',
    ],
  ])("refuses a container with %j", (change, message) => {
    expect(withContainer(change)).toEqual([`notes.containers.web${message}`]);
  });

  it("refuses objectives that nobody can meet, and a service of nothing", () => {
    const objectives = { availability: 400, rto: "soon" as "1h", rpo: "later" as "1h" };
    const service = { ...aService(), name: "notes", objectives, containers: {} };
    expect(checkValues(service).map(renderProblem)).toEqual([
      "notes.objectives.availability must be a percentage above 0 and below 100, got 400. Write it like 99.5.",
      'notes.objectives.rto must be a span of time, got "soon". Write it like 30s, 5m, 1h or 7d.',
      'notes.objectives.rpo must be a span of time, got "later". Write it like 30s, 5m, 1h or 7d.',
      "notes.containers must have at least one. Say what runs.",
    ]);
  });
});
