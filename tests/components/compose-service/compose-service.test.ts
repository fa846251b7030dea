import * as pulumi from "@pulumi/pulumi";

import {
  ComposeService,
  type ComposeServiceArgs,
} from "../../../components/compose-service/compose-service";
import { renderServiceFiles } from "../../../components/compose-service/service-files";
import { aFullService } from "../../support/a-full-service";
import { aHost } from "../../support/a-host";
import { inputsOf, recordResources, secretInputsOf } from "../../support/recorded-resources";

const commandType = "command:remote:Command";

function createService(overrides: Partial<ComposeServiceArgs> = {}): ComposeService {
  return new ComposeService("n8n", {
    service: aFullService(),
    host: aHost(),
    secrets: { key: pulumi.secret("t0psecret"), unused: "0ther" },
    ...overrides,
  });
}

describe("ComposeService", () => {
  it("owns the volumes and the network, which outlive a deployment", async () => {
    const resources = await recordResources(createService);
    const labels = [
      { label: "moco.service", value: "n8n" },
      { label: "moco.location", value: "pm1" },
    ];
    expect(inputsOf(resources, "docker:index/volume:Volume", "n8n-data")).toEqual({
      name: "n8n-data",
      labels,
    });
    expect(inputsOf(resources, "docker:index/network:Network", "n8n-network")).toEqual({
      name: "n8n",
      labels,
    });
  });

  it("applies the release with constant commands and everything else on standard input", async () => {
    const resources = await recordResources(createService);
    const { stdin, ...inputs } = inputsOf(resources, commandType, "n8n-release");
    expect(inputs).toEqual({
      connection: {
        host: "10.50.0.70",
        port: 22,
        user: "ops",
        hostKey: "ssh-ed25519 AAAA",
        dialErrorLimit: 18,
        perDialTimeout: 5,
      },
      create: "sudo /usr/local/sbin/moco-release apply n8n",
      update: "sudo /usr/local/sbin/moco-release apply n8n",
      delete: "sudo /usr/local/sbin/moco-release remove n8n",
      addPreviousOutputInEnv: false,
      logging: "none",
    });
    expect(JSON.parse(String(stdin))).toEqual({
      service: "n8n",
      generation: "generation of pm1-apps-id",
      waitSeconds: 160,
      owners: { main: "1000:1000", cache: "999:999" },
      files: renderServiceFiles(aFullService()),
      secrets: { "main/key": "t0psecret" },
      attachments: {
        cache: [
          { network: "shop.n8n", alias: "n8n-cache" },
          { network: "wiki.n8n", alias: "n8n-cache" },
        ],
      },
    });
  });

  it("keeps standard input secret, also where no secret is in it", async () => {
    const resources = await recordResources(createService);
    expect(secretInputsOf(resources, commandType, "n8n-release")).toContain("stdin");
  });

  it("publishes service and files in plain, and no secret", async () => {
    const resources = await recordResources(createService);
    const facts = inputsOf(resources, "moco:index:ComposeService", "n8n");
    expect(facts).toEqual({ service: aFullService(), files: renderServiceFiles(aFullService()) });
    expect(JSON.stringify(facts)).not.toContain("t0psecret");
  });

  it("has everything but the payload in the preview of an empty stack", async () => {
    const resources = await recordResources(createService, { preview: true });
    expect(resources.map((resource) => resource.name).sort()).toEqual([
      "n8n",
      "n8n-data",
      "n8n-network",
      "n8n-release",
      "pm1-apps",
    ]);
  });

  it("opens the way to what it needs on other guests before it is applied, on a rebuilt guest again", async () => {
    const reaches = [{ service: "cache", address: "10.50.0.134", port: 23240 }];
    const service = { ...aFullService(), reaches };
    const resources = await recordResources(() => createService({ service }));
    const { create, stdin } = inputsOf(resources, commandType, "n8n-reaches") as {
      readonly create: string;
      readonly stdin: string;
    };
    expect(create).toContain("ip daddr 10.50.0.134 tcp dport 23240 accept");
    expect(create).toMatch(/ # guest .+$/);
    expect(stdin).toBe("n8n-network-id\n");
  });

  it("starts on volumes that were moved only where they have arrived", async () => {
    const moved = await recordResources(() =>
      createService({ moved: { from: "pm1-data", copy: "0123456789ab" } }),
    );
    expect(inputsOf(moved, commandType, "n8n-moved")["create"]).toBe(
      "sudo /usr/local/sbin/moco-release arrived n8n --from pm1-data --copy 0123456789ab n8n-data",
    );
    const resources = await recordResources(createService);
    expect(resources.map(({ name }) => name)).not.toContain("n8n-moved");
  });

  it("makes no way where it needs nothing there", async () => {
    const resources = await recordResources(createService);
    expect(resources.map(({ name }) => name)).not.toContain("n8n-reaches");
  });
});
