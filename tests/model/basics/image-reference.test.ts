import { isPinned, parsePinnedImage } from "../../../model/basics/image-reference";

const digest = `sha256:${"0123456789abcdef".repeat(4)}`;

describe("parsePinnedImage", () => {
  it.each([
    [`redis:7.4@${digest}`, "redis", "7.4"],
    [`docker.n8n.io/n8nio/n8n:2.30.5@${digest}`, "docker.n8n.io/n8nio/n8n", "2.30.5"],
    [`localhost:5000/a/b:v1_2-x@${digest}`, "localhost:5000/a/b", "v1_2-x"],
  ])("takes %s apart", (reference, repository, tag) => {
    expect(parsePinnedImage(reference)).toEqual({ repository, tag, digest });
  });

  it.each([
    "redis",
    "redis:7.4",
    `redis@${digest}`,
    `redis:latest@${digest}`,
    "redis:7.4@sha256:abc",
    `redis:7.4@${digest.toUpperCase()}`,
    `redis:7.4@${digest} `,
    `localhost:5000/redis@${digest}`,
  ])("refuses %p", (reference) => {
    expect(parsePinnedImage(reference)).toBeUndefined();
  });
});

describe("isPinned", () => {
  it("needs tag and digest", () => {
    expect(isPinned(`redis:7.4@${digest}`)).toBe(true);
    expect(isPinned("redis:7.4")).toBe(false);
  });
});
