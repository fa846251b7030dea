import { isPinned } from "../../model/basics/image-reference";
import { imagesOf } from "../facts";
import { quote } from "../quote";
import { resourceType } from "../resource-type";
import type { ResourceRule } from "../rule";

export const composeImagePinned: ResourceRule = {
  name: "compose-image-pinned",
  description: "Every image is pinned by version tag and digest.",
  severity: "high",
  remediationSteps: "Take the image from services/images.ts, which Renovate keeps current.",
  types: [
    resourceType.composeService,
    resourceType.dockerContainer,
    resourceType.dockerImage,
    resourceType.swarmService,
  ],
  check: (resource) =>
    imagesOf(resource)
      .filter(({ image }) => image === undefined || !isPinned(image))
      .map(({ path, image }) => ({
        path,
        problem: "must have a version tag other than latest and a digest",
        got: quote(image),
        fix: 'Write it as "repository:tag@sha256:…", from services/images.ts.',
      })),
};
