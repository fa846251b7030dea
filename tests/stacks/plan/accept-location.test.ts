import { UserError } from "../../../model/basics/user-error";
import { acceptLocation } from "../../../stacks/plan/accept-location";
import { planLocation } from "../../../stacks/plan/plan-location";
import { locationSecrets, ownDefinition, ownLocation } from "../../support/own-stack";
import { n8n } from "../../../services/n8n/n8n";

function plan(definition: unknown, document = ownLocation): unknown {
  const source = { document, secretKeys: new Set(locationSecrets) };
  const given = definition as typeof ownDefinition;
  return acceptLocation("pm1", given, planLocation("pm1", given, source, "/nowhere"));
}

describe("acceptLocation", () => {
  it("gives back what nothing is wrong with", () => {
    expect(plan(ownDefinition)).toMatchObject({ name: "pm1" });
  });

  it("puts every problem under the file that it is mended in", () => {
    const [editor, webhooks] = n8n.routes!;
    const service = {
      ...n8n,
      routes: [
        { ...editor!, subdomain: "a.b" },
        { ...webhooks!, rateLimit: { average: 0, burst: 1, period: "1m" } },
      ],
      needs: {
        database: {
          ...n8n.needs!["database"]!,
          service: {
            ...(n8n.needs!["database"] as { service: typeof n8n }).service,
            objectives: { availability: 101, rto: "1h", rpo: "24h" },
          },
        },
      },
    };
    const document = Object.fromEntries(
      Object.entries(ownLocation).filter(([key]) => key !== "hostKeyPublic-pm1-data"),
    );
    expect(() => plan({ services: [{ service, on: "ap" }] }, document)).toThrow(
      new UserError(
        [
          "Pulumi.pm1.yaml: 1 problem",
          '  hostKeyPublic-pm1-data is missing (public half of the guest\'s SSH host key). Run "npm run secrets -- init pm1".',
          "services/n8n/n8n.ts: 3 problems",
          "  n8n-database.objectives.availability must be a percentage above 0 and below 100, got 101. Write it like 99.5.",
          '  n8n.routes.editor.subdomain must be one label below the zone, of lower-case letters, digits and dashes, got "a.b". Write one label without a dot: the zone\'s certificate covers no more.',
          "  n8n.routes.webhooks.rateLimit must be a whole average above 0, a burst not below it, and a period, got 0/1/1m. Use webRateLimit, apiRateLimit or, for assets, assetRateLimit.",
          "stacks/pm1.ts: 1 problem",
          '  n8n.on must be the role of a guest of pm1, got "ap". Use one of apps, data, mgmt, or add the guest to the stack\'s configuration.',
        ].join("\n"),
      ),
    );
  });

  it("names the stack's file for what is no service at all", () => {
    expect(() => plan({ services: [{ service: n8n }] })).toThrow(
      new UserError(
        "stacks/pm1.ts: 1 problem\n" +
          "  pm1.services[0].on is missing. Name the role of a guest, for instance apps.",
      ),
    );
  });
});
