import type { GuestFile } from "./guest-file";

/** Where images come from, as the Docker daemon's configuration calls it. */
export interface DockerRegistries {
  /** URLs that are asked first for images of Docker Hub. */
  readonly registryMirrors: readonly string[];
  /** Registries that are spoken to without TLS. */
  readonly insecureRegistries: readonly string[];
}

/** Where a guest's data disk is mounted. */
export const dataMountPoint = "/srv/data";

/** Says whose data disk it is; without it Docker does not start. */
export const dataSentinel = `${dataMountPoint}/.moco-data`;

/** The daemon's configuration: everything that must outlive the guest is on the data disk. */
export function dockerDaemonConfig(registries: DockerRegistries): GuestFile {
  const { registryMirrors, insecureRegistries } = registries;
  const config = {
    "data-root": `${dataMountPoint}/docker`,
    "live-restore": true,
    // Without the proxy Docker hides where a connection of the guest's own connector comes from.
    "userland-proxy": true,
    "log-driver": "json-file",
    "log-opts": { "max-size": "10m", "max-file": "3" },
    // Outside every location's range and outside the ranges that Docker takes by itself.
    bip: "172.30.0.1/24",
    "default-address-pools": [{ base: "172.31.0.0/16", size: 24 }],
    ...(registryMirrors.length > 0 && { "registry-mirrors": registryMirrors }),
    ...(insecureRegistries.length > 0 && { "insecure-registries": insecureRegistries }),
  };
  return {
    path: "/etc/docker/daemon.json",
    mode: "0644",
    check: "dockerd --validate --config-file",
    // Registries take effect at once; the rest at Docker's next start, which is not ours to choose.
    onChange: "systemctl reload docker",
    content: `${JSON.stringify(config, null, 2)}\n`,
  };
}

/** Docker starts only when the guest's own data disk is mounted: better nothing than empty. */
export const dockerDropIn: GuestFile = {
  path: "/etc/systemd/system/docker.service.d/50-moco-data.conf",
  mode: "0644",
  onChange: "systemctl daemon-reload",
  content: `# Managed by moco-infra.
[Unit]
RequiresMountsFor=${dataMountPoint}
AssertPathExists=${dataSentinel}
Wants=moco-firewall.service
After=moco-firewall.service

[Service]
ExecStartPre=/usr/local/sbin/moco-data-disk check
`,
};
