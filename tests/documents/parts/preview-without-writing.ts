import type { Desk } from "../support/desk";
import { fromDocument } from "../support/from-document";
import { ReadOnlyBucket } from "../support/read-only-bucket";

/** docs/delivery.md: the environment `preview` has a token with "Object Read only". */
export function previewWithoutWriting(deskOf: () => Desk): void {
  let bucket: ReadOnlyBucket;
  let env: Record<string, string>;

  beforeAll(async () => {
    bucket = await ReadOnlyBucket.open(deskOf().backend);
    env = {
      PULUMI_BACKEND_URL: bucket.url,
      AWS_ACCESS_KEY_ID: "reader",
      AWS_SECRET_ACCESS_KEY: "reader",
      AWS_REGION: "auto",
    };
  });

  afterAll(() => {
    bucket.close();
  });

  it("works, and does not even try to write", async () => {
    const preview = fromDocument("docs/cloudflare.md", "pulumi preview").replace("pm1", "account");
    expect(await deskOf().succeed(preview, { env })).toMatch(/\n {4}\d+ unchanged\n/);
    expect(bucket.refused).toEqual([]);
  }, 120_000);

  it("is all that can be done with it", async () => {
    const up = fromDocument("docs/cloudflare.md", "pulumi up --stack account");
    const { exitCode, output } = await deskOf().run(up, { env });
    expect(exitCode).not.toBe(0);
    expect(output).toContain("AccessDenied");
    expect(bucket.refused[0]).toMatch(/^PUT \.pulumi\/locks\//);
  }, 120_000);
}
