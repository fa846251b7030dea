import { join } from "node:path";

import { readSdkFacts } from "../../../../sandbox/providers/cloudflare/read-sdk-facts";
import { supplement } from "../../../../sandbox/providers/cloudflare/supplement";
import facts from "../../../../sandbox/providers/facts/cloudflare.json";
import { repositoryRoot } from "../../../../sandbox/world";

describe("readSdkFacts", () => {
  it("gives the facts file that is kept, from the SDK that is installed", () => {
    const sdk = join(repositoryRoot, "node_modules", "@pulumi", "cloudflare");
    expect(readSdkFacts(sdk, supplement)).toEqual(facts);
  });
});
