import { overlayStackFile } from "../../../sandbox/configuration/stack-file";

describe("overlayStackFile", () => {
  const base = {
    config: {
      "moco-infra:cloudflare": { zone: "example.com", teamName: "example" },
      "moco-infra:protect": true,
    },
  };

  it("lays values over the repository's own, one level deep", () => {
    const { config } = overlayStackFile(base, { cloudflare: { zone: "moco.localhost" } }, {});
    expect(config).toEqual({
      "moco-infra:cloudflare": { zone: "moco.localhost", teamName: "example" },
      "moco-infra:protect": true,
    });
  });

  it("keeps what an earlier run encrypted, and the keys that belong to it", () => {
    const earlier = {
      encryptionsalt: "v1:salt",
      config: {
        "moco-infra:secret-a": { secure: "v1:cipher" },
        "moco-infra:hostKeyPublic-pm1-apps": "ssh-ed25519 AAAA",
        "moco-infra:left": "behind",
      },
    };
    expect(overlayStackFile(base, {}, earlier)).toEqual({
      encryptionsalt: "v1:salt",
      config: {
        ...base.config,
        "moco-infra:secret-a": { secure: "v1:cipher" },
        "moco-infra:hostKeyPublic-pm1-apps": "ssh-ed25519 AAAA",
      },
    });
  });
});
