import { pinnedSshOptions } from "../../../components/host/host";
import {
  createCloudflareProvider,
  createDockerProviders,
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

describe("createDockerProviders", () => {
  const guest = (host: string, hostKey: string) => ({
    connection: { host, port: 22, user: "ops", hostKey },
  });
  const apps = guest("10.50.0.70", "ssh-ed25519 AAAAapps");
  const data = guest("10.50.0.134", "ssh-ed25519 AAAAdata");

  const services = [{ guest: "pm1-apps" }, { guest: "pm1-data" }, { guest: "pm1-apps" }];

  it("are one for each guest with services, with its own key and no other", async () => {
    const mgmt = guest("10.50.0.10", "ssh-ed25519 AAAAmgmt");
    const { resources } = await recordLocation(() =>
      createDockerProviders(services, { "pm1-apps": apps, "pm1-data": data, "pm1-mgmt": mgmt }),
    );
    expect(resources.map(({ type, name }) => [type, name])).toEqual([
      ["pulumi:providers:docker", "docker-pm1-apps"],
      ["pulumi:providers:docker", "docker-pm1-data"],
    ]);
    expect(inputsOf(resources, "pulumi:providers:docker", "docker-pm1-apps")).toEqual({
      host: "ssh://ops@10.50.0.70:22",
      sshOpts: JSON.stringify(pinnedSshOptions(apps.connection)),
      disableDockerDaemonCheck: "true",
    });
  });

  it("stay as they are when another guest's key changes", async () => {
    const inputs = async (key: string): Promise<unknown> => {
      const guests = { "pm1-apps": apps, "pm1-data": guest("10.50.0.134", key) };
      const { resources } = await recordLocation(() => createDockerProviders(services, guests));
      return inputsOf(resources, "pulumi:providers:docker", "docker-pm1-apps");
    };
    expect(await inputs("ssh-ed25519 BBBB")).toEqual(await inputs("ssh-ed25519 CCCC"));
  });
});
