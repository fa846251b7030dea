/**
 * What makes a container a machine with its own systemd, also where the engine itself lacks
 * CAP_SYS_RESOURCE and so refuses `--privileged`. No security boundary: root in it is root outside.
 */
export const machineArguments: readonly string[] = [
  "--cap-add=ALL",
  "--cap-drop=SYS_RESOURCE",
  "--security-opt=seccomp=unconfined",
  "--security-opt=apparmor=unconfined",
  "--security-opt=systempaths=unconfined",
  "--cgroupns=private",
  "--device-cgroup-rule=a *:* rwm",
  "--tmpfs=/run:exec",
  "--tmpfs=/run/lock",
  "--tmpfs=/tmp:exec",
  // A machine that reboots ends its container.
  "--restart=unless-stopped",
  // Longer than the longest stop_grace_period of a service: a guest stops its services before itself.
  "--stop-timeout=90",
];

/** Arguments of the machine's init: systemd 257 wants to be told that cgroup v1 is meant. */
export function renderInitArguments(cgroupVersion: string): readonly string[] {
  return cgroupVersion === "1"
    ? ["SYSTEMD_CGROUP_ENABLE_LEGACY_FORCE=1", "systemd.unified_cgroup_hierarchy=0"]
    : [];
}
