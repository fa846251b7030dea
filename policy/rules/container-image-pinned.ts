import { isPinned } from "../../model/basics/image-reference";
import { shownValue } from "../../model/basics/shown-value";
import { resourceType } from "../facts/resource-type";
import { imagesOf } from "../facts/service-facts";
import type { ResourceRule } from "./rule";

export const containerImagePinned: ResourceRule = {
  name: "container-image-pinned",
  description: "Every image is pinned by version tag and digest.",
  severity: "high",
  remediationSteps: "Take the image from services/images.ts, which Renovate keeps current.",
  types: [resourceType.composeService],
  check: (resource) =>
    imagesOf(resource)
      .filter(({ value: image }) => image === undefined || !isPinned(image))
      .map(({ path, value: image }) => ({
        path,
        problem: "must have a version tag other than latest and a digest",
        got: shownValue(image),
        fix: 'Write it as "repository:tag@sha256:…", from services/images.ts.',
      })),
};
