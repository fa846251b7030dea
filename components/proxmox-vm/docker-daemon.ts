import { dockerStopScript } from "./docker-stop-script";
import type { GuestFile } from "../host/host";

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
    // Services outlive their daemon: its upgrades, its restarts, its crashes. Without this a crashed
    // daemon stops them when it is back, and starts none again that is `unless-stopped`.
    "live-restore": true,
    // No `userland-proxy`: it is on, which is Docker's default and shows where a connection of the guest's
    // own connector comes from. Written down, every reload is refused for want of its path.
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
    // A reload would take over the registries only. Services go on running meanwhile (live-restore),
    // and what Docker cannot change under running containers, bip, counts from the next boot on.
    onChange: "systemctl restart docker",
    content: `${JSON.stringify(config, null, 2)}\n`,
  };
}

/**
 * Docker starts only when the guest's own data disk is mounted: better nothing than empty. And it stops
 * services in order when the guest goes down.
 */
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
ExecStartPre=-/usr/local/sbin/moco-data-disk grow
ExecStop=${dockerStopScript.path}
# A service's own stop_grace_period decides when it is killed; this is for a daemon that hangs.
TimeoutStopSec=3min
`,
};
