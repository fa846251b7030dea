import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { readSdkFacts } from "../../../../sandbox/cloudflare/plugin/read-sdk-facts";
import { supplement } from "../../../../sandbox/cloudflare/plugin/supplement";
import facts from "../../../../sandbox/cloudflare/plugin/cloudflare.json";

describe("readSdkFacts", () => {
  it("gives the facts file that is kept, from the SDK that is installed", () => {
    const sdk = join(repositoryRoot, "node_modules", "@pulumi", "cloudflare");
    expect(readSdkFacts(sdk, supplement)).toEqual(facts);
  });
});
