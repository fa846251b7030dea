import { resourceType } from "../../../policy/facts/resource-type";
import { containerLimitsPresent } from "../../../policy/rules/container-limits-present";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

function withLimits(limits: unknown): readonly string[] {
  const service = { containers: { main: { limits } } };
  return violationsOf(containerLimitsPresent, aResource(resourceType.composeService, { service }));
}

const subject = 'ComposeService "n8n": service.containers.main.limits';
const fix = 'Write it like { cpus: 0.5, memory: "512m" }.';

describe("containerLimitsPresent", () => {
  it("accepts a share of CPU and an amount of memory", () => {
    expect(violationsOf(containerLimitsPresent, aComposeService(aPlacedService()))).toEqual([]);
  });

  it("refuses missing limits", () => {
    expect(withLimits(undefined)).toEqual([`${subject} is missing. ${fix}`]);
  });

  it.each([
    [undefined, "nothing"],
    [0, "0"],
    [-1, "-1"],
  ])("refuses %p cores", (cpus, got) => {
    expect(withLimits({ cpus, memory: "1g" })).toEqual([
      `${subject}.cpus must be a share of cores above 0, got ${got}. ${fix}`,
    ]);
  });

  it.each([
    [undefined, "nothing"],
    ["0m", '"0m"'],
    ["lots", '"lots"'],
  ])("refuses %p of memory", (memory, got) => {
    expect(withLimits({ cpus: 1, memory })).toEqual([
      `${subject}.memory must be an amount of memory in m or g above 0, got ${got}. ${fix}`,
    ]);
  });

  it("refuses no processes at all", () => {
    expect(withLimits({ cpus: 1, memory: "1g", pids: 0 })).toEqual([
      `${subject}.pids must be a number of processes above 0, got 0. Leave it out for the default of 512.`,
    ]);
  });

  it("refuses limits that only a deployment would show", () => {
    expect(withLimits({ cpus: 1, memory: unknownText })).toEqual([
      `${subject}.memory is not known before deployment. Make it plain data, so that this rule can judge it in a preview.`,
    ]);
  });
});
