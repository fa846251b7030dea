import { dockerDaemonConfig } from "../../../components/proxmox-vm/docker-daemon";

describe("dockerDaemonConfig", () => {
  it("keeps everything on the data disk and leaves out lists that are empty", () => {
    const { content } = dockerDaemonConfig({ registryMirrors: [], insecureRegistries: [] });
    expect(JSON.parse(content)).toEqual({
      "data-root": "/srv/data/docker",
      "live-restore": true,
      "userland-proxy": true,
      "log-driver": "json-file",
      "log-opts": { "max-size": "10m", "max-file": "3" },
      bip: "172.30.0.1/24",
      "default-address-pools": [{ base: "172.31.0.0/16", size: 24 }],
    });
  });

  it("names mirrors and registries without TLS where there are some", () => {
    const registries = {
      registryMirrors: ["http://mirror"],
      insecureRegistries: ["registry:5000"],
    };
    expect(JSON.parse(dockerDaemonConfig(registries).content)).toMatchObject({
      "registry-mirrors": ["http://mirror"],
      "insecure-registries": ["registry:5000"],
    });
  });
});
