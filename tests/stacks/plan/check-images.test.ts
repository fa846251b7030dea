import { renderProblem } from "../../../model/basics/problem";
import { checkImages } from "../../../stacks/plan/check-images";
import { aService } from "../../support/a-service";

describe("checkImages", () => {
  it("accepts images of the lock", () => {
    expect(checkImages([aService()], { n8n: "n8n:1@sha256:…" })).toEqual([]);
  });

  it("refuses the others", () => {
    expect(checkImages([aService()], { redis: "r", n8m: "n" }).map(renderProblem)).toEqual([
      'notes.containers.web.image must name an image of the lock, got "n8n". Use one of n8m, redis, or add it to services/images.ts.',
    ]);
  });
});
