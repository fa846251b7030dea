import type { Exemption } from "../../policy/exemptions/exemption";
import { resourceType } from "../../policy/facts/resource-type";
import type { ResourceRule, StackRule } from "../../policy/rules/rule";
import { rules } from "../../policy/rules/index";
import { containerImagePinned } from "../../policy/rules/container-image-pinned";
import { aPlacedService } from "../support/a-placed-service";
import { aComposeService, aResource, aStack, report, unknownText } from "../support/policy";

const service = aPlacedService();
const unpinned = aComposeService({
  ...service,
  containers: { main: { ...service.containers["main"]!, image: "n8n" } },
});
const message =
  'ComposeService "n8n": service.containers.main.image must have a version tag other than latest and a digest, got "n8n". Write it as "repository:tag@sha256:…", from services/images.ts.';

const exemption: Exemption = {
  rule: "container-image-pinned",
  stack: "pm1",
  resource: "n8n",
  reason: "Upstream publishes no digests before March.",
  owner: "ada@example.com",
  expires: "2026-01-15",
};

describe("createPolicies", () => {
  it("passes a stack in which nothing is wrong", () => {
    expect(report(rules, [aStack(), aComposeService(service)])).toEqual([]);
  });

  it("passes an empty stack", () => {
    expect(report(rules, [aStack()])).toEqual([]);
  });

  it("refuses with the rule's own level and the resource's URN", () => {
    expect(report([containerImagePinned], [aStack(), unpinned])).toEqual([
      { policy: "container-image-pinned", level: "mandatory", message, urn: unpinned.urn },
    ]);
  });

  it("refuses an unknown value that a rule reads past the facts", () => {
    const careless: ResourceRule = {
      ...containerImagePinned,
      check: ({ props }) => (props["image"] === "n8n" ? [] : []),
    };
    const carelessToo: StackRule = {
      name: "careless",
      description: "Reads past the facts.",
      severity: "high",
      remediationSteps: "Read facts.",
      checkStack: (resources) => resources.flatMap(({ props }) => (props["image"] ? [] : [])),
    };
    const blind = aResource(resourceType.composeService, { image: unknownText });
    const problem =
      "image is not known before deployment. Make it plain data, so that this rule can judge it in a preview.";
    expect(report([careless], [blind]).map(({ level, message: said }) => [level, said])).toEqual([
      ["mandatory", `ComposeService "n8n": ${problem}`],
    ]);
    expect(report([carelessToo], [aStack(), blind])).toMatchObject([
      { level: "mandatory", message: `Stack "moco-infra-pm1": ${problem}` },
    ]);
  });

  it("does not hide a fault of a rule itself", () => {
    const broken: ResourceRule = {
      ...containerImagePinned,
      check: () => {
        throw new Error("fault");
      },
    };
    expect(() => report([broken], [unpinned])).toThrow("fault");
  });

  it("lets an exempt violation through until the end of its last day, and prints it", () => {
    expect(
      report([containerImagePinned], [aStack(), unpinned], { exemptions: [exemption] }),
    ).toEqual([
      {
        policy: "exemptions-printed",
        level: "advisory",
        message: `${message}\nExempt from container-image-pinned until 2026-01-15 (ada@example.com): Upstream publishes no digests before March.`,
        urn: unpinned.urn,
      },
    ]);
  });

  it("refuses an expired exemption, and what it exempted", () => {
    const now = new Date("2026-01-16T00:00:00Z");
    expect(
      report([containerImagePinned], [aStack(), unpinned], { exemptions: [exemption], now }),
    ).toEqual([
      {
        policy: "exemptions-valid",
        level: "mandatory",
        message:
          'exemption of n8n from container-image-pinned has expired, got "2026-01-15". Mend the resource and remove the entry, or ask ada@example.com for a new decision.',
        urn: aStack().urn,
      },
      { policy: "container-image-pinned", level: "mandatory", message, urn: unpinned.urn },
    ]);
  });

  it("refuses an exemption that nothing needs", () => {
    expect(
      report([containerImagePinned], [aStack(), aComposeService(service)], {
        exemptions: [exemption],
      }),
    ).toEqual([
      {
        policy: "exemptions-used",
        level: "mandatory",
        message:
          "exemption of n8n from container-image-pinned is not needed: nothing breaks its rule. Remove the entry from policy/exemptions.yaml.",
        urn: aStack().urn,
      },
    ]);
  });

  it("leaves another stack's exemptions to that stack", () => {
    const elsewhere = { ...exemption, stack: "pm2", expires: "2026-01-01" };
    expect(
      report([containerImagePinned], [aStack(), unpinned], { exemptions: [elsewhere] }),
    ).toMatchObject([{ policy: "container-image-pinned", message }]);
  });
});
