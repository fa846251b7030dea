import { repositoryOf } from "../../../sandbox/images/push-image";

describe("repositoryOf", () => {
  it.each([
    ["docker.n8n.io/n8nio/n8n:2.30.7", "n8nio/n8n:2.30.7"],
    ["docker.io/library/postgres:17", "library/postgres:17"],
  ])("gives what the registry itself calls %s", (reference, repository) => {
    expect(repositoryOf(reference)).toBe(repository);
  });
});
