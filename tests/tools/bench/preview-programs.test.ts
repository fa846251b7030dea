import type { StateResource } from "../../../tools/bench/preview-backend";
import { flatResources } from "../../../tools/bench/preview-programs";

const urn = (type: string, name: string): string => `urn:pulumi:pm1::moco-infra::${type}::${name}`;

const provider = urn("pulumi:providers:docker", "docker-apps");
const byDefault = urn("pulumi:providers:command", "default_1_2_1");

const state: readonly StateResource[] = [
  { urn: urn("pulumi:pulumi:Stack", "moco-infra-pm1"), type: "pulumi:pulumi:Stack", custom: false },
  {
    urn: provider,
    type: "pulumi:providers:docker",
    custom: true,
    inputs: { host: "ssh://apps", version: "5.2.0" },
  },
  {
    urn: byDefault,
    type: "pulumi:providers:command",
    custom: true,
    inputs: { version: "1.2.1" },
  },
  {
    urn: urn("moco:index:ComposeService", "n8n"),
    type: "moco:index:ComposeService",
    custom: false,
  },
  {
    urn: urn("moco:index:ComposeService$docker:index/volume:Volume", "n8n-data"),
    type: "docker:index/volume:Volume",
    custom: true,
    inputs: { name: "n8n_data", __defaults: [] },
    provider: `${provider}::4711`,
  },
  {
    urn: urn("command:remote:Command", "ready"),
    type: "command:remote:Command",
    custom: true,
    inputs: { create: "true" },
    provider: `${byDefault}::4712`,
  },
];

describe("flatResources", () => {
  it("lists what is made, with its provider and version, without components and parents", () => {
    expect(flatResources(state)).toEqual([
      {
        type: "pulumi:providers:docker",
        name: "docker-apps",
        inputs: { host: "ssh://apps" },
        version: "5.2.0",
      },
      {
        type: "docker:index/volume:Volume",
        name: "n8n-data",
        inputs: { name: "n8n_data" },
        provider: "docker-apps",
        version: "5.2.0",
      },
      {
        type: "command:remote:Command",
        name: "ready",
        inputs: { create: "true" },
        version: "1.2.1",
      },
    ]);
  });
});
