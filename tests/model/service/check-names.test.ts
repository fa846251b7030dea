import { renderProblem } from "../../../model/basics/problem";
import { checkNames } from "../../../model/service/check-names";
import { aService } from "../../support/a-service";

const [container] = Object.values(aService().containers);

describe("checkNames", () => {
  it.each(["n8n", "a1", "a-b", "n8n-database"])("accepts a service called %s", (name) => {
    expect(checkNames({ ...aService(), name })).toEqual([]);
  });

  it.each(["N8n", "n", "n8n-", "-n8n", "n_8", "8n", "a".repeat(31)])(
    "refuses a service called %s",
    (name) => {
      expect(checkNames({ ...aService(), name }).map(renderProblem)).toEqual([
        `${name} must be 2-30 lower-case letters, digits and dashes, starting with a letter, got "${name}". Rename the service.`,
      ]);
    },
  );

  it.each([
    ["traefik", "the guest's proxy"],
    ["proxy", "the guest's proxy"],
    ["host", "Docker"],
    ["default", "Docker"],
  ])("refuses a service called %s, which %s has taken", (name, holder) => {
    expect(checkNames({ ...aService(), name }).map(renderProblem)).toEqual([
      `${name} must be another name, which ${holder} has taken, got "${name}". Rename the service.`,
    ]);
  });

  it("refuses names that files, networks and host names cannot be made of", () => {
    const service = {
      ...aService(),
      name: "notes",
      containers: { "My Web.1": container!, a_b: container! },
      volumes: { "Da ta": { backup: { exempt: "a test" } } },
      secrets: { "a b/c": { onRotation: "Nothing." } },
      endpoints: { "": { container: "a", port: 80 } },
    };
    const text = "must be lower-case letters, digits and dashes";
    expect(checkNames(service).map(renderProblem)).toEqual([
      `notes.containers.My Web.1 ${text}, got "My Web.1". Rename it.`,
      `notes.containers.a_b ${text}, got "a_b". Rename it.`,
      `notes.volumes.Da ta ${text}, got "Da ta". Rename it.`,
      `notes.endpoints. ${text}, got "". Rename it.`,
      `notes.secrets.a b/c ${text}, got "a b/c". Rename it.`,
    ]);
  });
});
