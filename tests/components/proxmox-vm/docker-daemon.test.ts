import { dockerDaemonConfig, dockerDropIn } from "../../../components/proxmox-vm/docker-daemon";

describe("dockerDaemonConfig", () => {
  it("keeps everything on the data disk and leaves out lists that are empty", () => {
    const { content } = dockerDaemonConfig({ registryMirrors: [], insecureRegistries: [] });
    expect(JSON.parse(content)).toEqual({
      "data-root": "/srv/data/docker",
      "live-restore": true,
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

describe("dockerDropIn", () => {
  it("starts Docker on its own data disk only, and stops services when the guest goes down", () => {
    expect(dockerDropIn.content).toBe(`# Managed by moco-infra.
[Unit]
RequiresMountsFor=/srv/data
AssertPathExists=/srv/data/.moco-data
Wants=moco-firewall.service
After=moco-firewall.service

[Service]
ExecStartPre=/usr/local/sbin/moco-data-disk check
ExecStartPre=-/usr/local/sbin/moco-data-disk grow
ExecStop=/usr/local/sbin/moco-docker-stop
# A service's own stop_grace_period decides when it is killed; this is for a daemon that hangs.
TimeoutStopSec=3min
`);
  });
});
