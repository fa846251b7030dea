import { readFileSync, rmSync } from "node:fs";

import { stateDirectory } from "@moco-sandbox/world";

import {
  overlayStackFile,
  rewriteStackFile,
  stackFilePath,
  writeStackFile,
} from "../../../../sandbox/commands/configuration/stack-file";
import type * as ownState from "../../../support/own-state-directory";

jest.mock("@moco-sandbox/world", () => {
  const support = "../../../support/own-state-directory";
  return jest.requireActual<typeof ownState>(support).worldWithOwnState();
});

afterAll(() => {
  rmSync(stateDirectory, { recursive: true });
});

describe("rewriteStackFile", () => {
  it("has nothing to write where nothing was deployed", () => {
    expect(rewriteStackFile("pm1")).toBe(false);
  });

  it("lays the same values again over what the repository's file says now", () => {
    const path = writeStackFile("account", { cloudflare: { zone: "moco.localhost" } });
    const before = readFileSync(path, "utf8");
    expect(before).toContain("zone: moco.localhost");
    rmSync(path);
    expect(rewriteStackFile("account")).toBe(false);
    writeStackFile("account", { cloudflare: { zone: "moco.localhost" } });
    expect(rewriteStackFile("account")).toBe(true);
    expect(readFileSync(stackFilePath("account"), "utf8")).toBe(before);
  });
});

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

  it("leaves out what was written for production: other secrets, other host keys", () => {
    const production = {
      encryptionsalt: "v1:of production",
      config: {
        ...base.config,
        "moco-infra:secret-a": { secure: "v1:of production" },
        "moco-infra:hostKeyPublic-pm1-apps": "ssh-ed25519 of production",
      },
    };
    expect(overlayStackFile(production, {}, {})).toEqual({ config: base.config });
    const earlier = {
      encryptionsalt: "v1:salt",
      config: { "moco-infra:secret-a": { secure: "v1:cipher" } },
    };
    expect(overlayStackFile(production, {}, earlier)).toEqual({
      encryptionsalt: "v1:salt",
      config: { ...base.config, ...earlier.config },
    });
  });
});
