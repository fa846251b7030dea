import { parseCloudflareConfig } from "../../../../sandbox/cloudflare/plugin/cloudflare-config";

/** As long as a real one. */
const apiToken = "t".repeat(40);

describe("parseCloudflareConfig", () => {
  it("takes an address of this machine and a token", () => {
    const config = { baseUrl: "http://127.0.0.1:8787/client/v4", apiToken };
    expect(parseCloudflareConfig(config)).toEqual(config);
  });

  it.each([
    ["nothing", {}],
    ["https://api.cloudflare.com/client/v4", { baseUrl: "https://api.cloudflare.com/client/v4" }],
    ["http://127.0.0.1.example.test/", { baseUrl: "http://127.0.0.1.example.test/" }],
  ])("refuses to contact %s", (got, config) => {
    expect(() => parseCloudflareConfig({ ...config, apiToken })).toThrow(
      `cloudflare: baseUrl must be an address of this machine, got ${got}. This provider is a stand-in and never contacts Cloudflare: set it to the sandbox's edge.`,
    );
  });

  it("needs a token", () => {
    expect(() => parseCloudflareConfig({ baseUrl: "http://localhost:8787" })).toThrow(
      "cloudflare: apiToken is missing. Set it to the token of the sandbox's edge.",
    );
  });

  it.each(["t".repeat(39), "t".repeat(81), `${"t".repeat(39)} `])(
    "refuses a token that the real provider refuses, without showing it: %p",
    (refused) => {
      expect(() =>
        parseCloudflareConfig({ baseUrl: "http://localhost:8787", apiToken: refused }),
      ).toThrow(
        "cloudflare: apiToken must have 40 to 80 characters, only letters, digits, hyphens and underscores. The real provider refuses any other.",
      );
    },
  );
});
