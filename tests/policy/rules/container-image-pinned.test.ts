import { resourceType } from "../../../policy/facts/resource-type";
import { containerImagePinned } from "../../../policy/rules/container-image-pinned";
import { aPlacedService } from "../../support/a-placed-service";
import { aComposeService, aResource, unknownText, violationsOf } from "../../support/policy";

const digest = `sha256:${"a".repeat(64)}`;

function withImage(image: string): readonly string[] {
  const service = aPlacedService();
  const main = { ...service.containers["main"]!, image };
  return violationsOf(containerImagePinned, aComposeService({ ...service, containers: { main } }));
}

describe("containerImagePinned", () => {
  it("accepts a version tag with a digest", () => {
    expect(withImage(`n8nio/n8n:1.80.0@${digest}`)).toEqual([]);
  });

  it.each([
    ["no digest", "n8nio/n8n:1.80.0"],
    ["no tag", `n8nio/n8n@${digest}`],
    ["the tag latest", `n8nio/n8n:latest@${digest}`],
    ["a short digest", "n8nio/n8n:1.80.0@sha256:abc"],
  ])("refuses %s", (_, image) => {
    expect(withImage(image)).toEqual([
      `ComposeService "n8n": service.containers.main.image must have a version tag other than latest and a digest, got "${image}". Write it as "repository:tag@sha256:…", from services/images.ts.`,
    ]);
  });

  it("refuses a missing image", () => {
    const resource = aResource(resourceType.composeService, { service: { containers: { a: {} } } });
    expect(violationsOf(containerImagePinned, resource)).toEqual([
      'ComposeService "n8n": service.containers.a.image must have a version tag other than latest and a digest, got nothing. Write it as "repository:tag@sha256:…", from services/images.ts.',
    ]);
  });

  it("refuses an image that only a deployment would show", () => {
    expect(withImage(unknownText)).toEqual([
      'ComposeService "n8n": service.containers.main.image is not known before deployment. Make it plain data, so that this rule can judge it in a preview.',
    ]);
  });

  it("refuses a service that publishes nothing", () => {
    expect(violationsOf(containerImagePinned, aResource(resourceType.composeService, {}))).toEqual([
      'ComposeService "n8n": service is missing. Publish it as plain data of that shape.',
    ]);
  });

  it("refuses a service whose facts have another shape", () => {
    const resource = aResource(resourceType.composeService, { service: { containers: [] } });
    expect(violationsOf(containerImagePinned, resource)).toEqual([
      'ComposeService "n8n": service.containers must be a mapping. Publish it as plain data of that shape.',
    ]);
  });

  it("leaves other resources alone", () => {
    expect(
      violationsOf(containerImagePinned, aResource("docker:index/network:Network", {})),
    ).toEqual([]);
  });
});
