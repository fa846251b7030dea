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

const fix = "Use httpHealthcheck, tcpHealthcheck or commandHealthcheck.";
const subject = 'ComposeService "n8n": service.containers.main.healthcheck';

describe("containerHealthcheckPresent", () => {
  it.each([
    ["a question over HTTP", { kind: "http", port: 5678, paths: ["/healthz"], retries: 3 }],
    ["a connection", { kind: "tcp", port: 5432, retries: 3 }],
    ["a command that can fail", { kind: "command", command: ["pg_isready"], retries: 3 }],
  ])("accepts %s", (_, healthcheck) => {
    expect(withHealthcheck(healthcheck)).toEqual([]);
  });

  it("accepts what a service publishes", () => {
    expect(violationsOf(containerHealthcheckPresent, aComposeService(aPlacedService()))).toEqual(
      [],
    );
  });

  it("refuses a missing health check", () => {
    expect(withHealthcheck(undefined)).toEqual([`${subject} is missing. ${fix}`]);
  });

  it("refuses a kind that it does not know", () => {
    expect(withHealthcheck({ kind: "none", retries: 3 })).toEqual([
      `${subject}.kind must be one of http, tcp, command, got "none". ${fix}`,
    ]);
  });

  it.each(["", "true", "/bin/true", "exit 0", ":", "sh -c true", "/bin/bash -c exit 0"])(
    "refuses %p, which always succeeds",
    (command) => {
      const words = command.split(" ").filter((word) => word !== "");
      expect(withHealthcheck({ kind: "command", command: words, retries: 3 })).toEqual([
        `${subject}.command must be a command that can fail, got "${command}". ${fix}`,
      ]);
    },
  );

  it("refuses one without retries", () => {
    expect(withHealthcheck({ kind: "tcp", port: 5432, retries: 0 })).toEqual([
      `${subject}.retries must be at least 1, got 0. Leave it out for the default of 3.`,
    ]);
  });

  it("refuses one that only a deployment would show", () => {
    expect(withHealthcheck(unknownText)).toEqual([
      `${subject} is not known before deployment. Make it plain data, so that this rule can judge it in a preview.`,
    ]);
  });
});
