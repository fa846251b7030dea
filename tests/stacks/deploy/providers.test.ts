import { pinnedSshOptions } from "../../../components/host/host";
import {
  createCloudflareProvider,
  createDockerProvider,
  createProxmoxProvider,
} from "../../../stacks/deploy/providers";
import { anOwnLocation, configOf } from "../../support/own-stack";
import { recordLocation } from "../../support/recorded-location";
import { inputsOf, secretInputsOf } from "../../support/recorded-resources";

const { config } = anOwnLocation();
const stack = configOf({}, []);

describe("createCloudflareProvider", () => {
  it("takes the token as a secret, and the API that the configuration names", async () => {
    const cloudflare = { ...config.cloudflare, apiUrl: "http://127.0.0.1:8787/client/v4" };
    const { resources } = await recordLocation(() =>
      createCloudflareProvider({ cloudflare }, stack),
    );
    expect(inputsOf(resources, "pulumi:providers:cloudflare", "cloudflare")).toEqual({
      apiToken: "value of cloudflareToken",
      baseUrl: "http://127.0.0.1:8787/client/v4",
    });
    expect(secretInputsOf(resources, "pulumi:providers:cloudflare", "cloudflare")).toEqual([
      "apiToken",
    ]);
  });
});

describe("createProxmoxProvider", () => {
  it("uploads snippets by SSH to the address that the API has", async () => {
    const { resources } = await recordLocation(() => createProxmoxProvider(config, stack));
    const { ssh, ...inputs } = inputsOf(resources, "pulumi:providers:proxmoxve", "proxmox");
    expect(inputs).toEqual({
      endpoint: "https://10.50.0.1:8006/",
      apiToken: "value of proxmoxToken",
      insecure: "true",
    });
    expect(JSON.parse(String(ssh))).toEqual({
      agent: true,
      username: "moco",
      nodes: [{ name: "pm1", address: "10.50.0.1" }],
    });
    expect(secretInputsOf(resources, "pulumi:providers:proxmoxve", "proxmox")).toEqual([
      "apiToken",
    ]);
  });
});

describe("createDockerProvider", () => {
  it("reaches the engine of one guest, held against its own key", async () => {
    const connection = {
      host: "10.50.0.70",
      port: 22,
      user: "ops",
      hostKey: "ssh-ed25519 AAAAapps",
    };
    const { resources } = await recordLocation(() => createDockerProvider("pm1-apps", connection));
    expect(resources.map(({ type, name }) => [type, name])).toEqual([
      ["pulumi:providers:docker", "docker-pm1-apps"],
    ]);
    expect(inputsOf(resources, "pulumi:providers:docker", "docker-pm1-apps")).toEqual({
      host: "ssh://ops@10.50.0.70:22",
      sshOpts: JSON.stringify(pinnedSshOptions(connection)),
      disableDockerDaemonCheck: "true",
    });
  });
});
