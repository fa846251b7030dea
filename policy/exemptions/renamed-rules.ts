/** Names that rules had before they were named after what they judge, and the names that they have now. */
export const renamedRules: ReadonlyMap<string, string> = new Map([
  ["compose-healthcheck-present", "container-healthcheck-present"],
  ["compose-image-pinned", "container-image-pinned"],
  ["compose-limits-present", "container-limits-present"],
  ["no-privileged-container", "container-unprivileged"],
  ["ssh-host-key-pinned", "host-key-pinned"],
  ["vm-class-supported", "guest-class-supported"],
  ["vm-destroy-flags-explicit", "guest-destroy-flags-explicit"],
]);
