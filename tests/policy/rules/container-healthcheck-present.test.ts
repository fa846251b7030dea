import { resourceType } from "../../../policy/facts/resource-type";
import { containerHealthcheckPresent } from "../../../policy/rules/container-healthcheck-present";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

function withHealthcheck(healthcheck: unknown): readonly string[] {
  const service = { containers: { main: { healthcheck } } };
  return violationsOf(
    containerHealthcheckPresent,
    aResource(resourceType.composeService, { service }),
  );
}

const fix = "Add httpHealthcheck(port, path) or commandHealthcheck([command]).";
const subject = 'ComposeService "n8n": service.containers.main.healthcheck';

describe("containerHealthcheckPresent", () => {
  it("accepts a command that can fail", () => {
    expect(violationsOf(containerHealthcheckPresent, aComposeService(aPlacedService()))).toEqual(
      [],
    );
  });

  it("refuses a missing health check", () => {
    expect(withHealthcheck(undefined)).toEqual([`${subject} is missing. ${fix}`]);
  });

  it.each([
    ["NONE", { test: ["NONE"], retries: 3 }, "NONE"],
    ["CMD NONE", { test: ["CMD", "NONE"], retries: 3 }, "CMD NONE"],
    ["disable", { test: ["CMD", "pg_isready"], retries: 3, disable: true }, "CMD pg_isready"],
  ])("refuses one that is disabled with %s", (_, healthcheck, got) => {
    expect(withHealthcheck(healthcheck)).toEqual([
      `${subject}.test must not be disabled, got "${got}". ${fix}`,
    ]);
  });

  it("refuses a test of no known kind", () => {
    expect(withHealthcheck({ test: ["wget"], retries: 3 })).toEqual([
      `${subject}.test must be CMD or CMD-SHELL and a command, got "wget". ${fix}`,
    ]);
  });

  it.each(["true", "/bin/true", "exit 0", ":"])("refuses %s, which always succeeds", (command) => {
    expect(withHealthcheck({ test: ["CMD-SHELL", command], retries: 3 })).toEqual([
      `${subject}.test must be able to fail, got "CMD-SHELL ${command}". ${fix}`,
    ]);
  });

  it("refuses one without retries", () => {
    expect(withHealthcheck({ test: ["CMD", "pg_isready"], retries: 0 })).toEqual([
      `${subject}.retries must be at least 1, got 0. Leave it out for the default of 3.`,
    ]);
  });

  it("refuses one that only a deployment would show", () => {
    expect(withHealthcheck(unknownText)).toEqual([
      `${subject} is not known before deployment. Make it plain data, so that this rule can judge it in a preview.`,
    ]);
  });
});
