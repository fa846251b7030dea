/** Sources without a test of their own, and the test below tests/ that shows everything they do. */
export const provedBy: Readonly<Record<string, string>> = {
  "components/location-network/address-plan.ts":
    "components/location-network/check-location-plan.test",
  "components/location-network/check-flows.ts": "components/location-network/flow.test",
  "components/location-network/check-guests.ts":
    "components/location-network/check-location-plan.test",
  "components/location-network/check-range.ts":
    "components/location-network/check-location-plan.test",
  "components/location-network/check-vlans.ts":
    "components/location-network/check-location-plan.test",
  "components/location-network/ipv4-range.ts":
    "components/location-network/check-location-plan.test",
  "components/proxmox-vm/cloud-image.ts": "components/proxmox-vm.test",
  "components/proxmox-vm/first-boot-script.ts": "components/proxmox-vm/guest.e2e.test",
  "components/proxmox-vm/guest-rules.ts": "components/proxmox-vm.test",
  "components/proxmox-vm/hardening.ts": "components/proxmox-vm/guest.e2e.test",
  "components/proxmox-vm/sshd-config.ts": "components/proxmox-vm/guest.e2e.test",
  "components/proxmox-vm/system-files.ts": "components/proxmox-vm/guest.e2e.test",
  "components/proxmox-vm/vm-settings.ts": "components/proxmox-vm.test",

  "policy/compose-containers.ts": "policy/rules/compose-image-pinned.test",
  "policy/edge-routers.ts": "policy/rules/route-rate-limit-attached.test",
  "policy/exemptions/exemption-register.ts": "policy/create-policies.test",
  "policy/facts.ts": "policy/rules/compose-limits-present.test",
  "policy/privileges.ts": "policy/rules/no-privileged-container.test",
  "policy/quote.ts": "policy/rules/route-rate-limit-present.test",
  "policy/rate-limit.ts": "policy/rules/route-rate-limit-present.test",
  "policy/read-fact.ts": "policy/rules/ssh-host-key-pinned.test",
  "policy/seconds-in.ts": "policy/rules/route-rate-limit-present.test",
  "policy/unknown-value.ts": "policy/rules/ssh-host-key-pinned.test",

  // What it makes is machines: the set-up of all tests on machines.
  "sandbox/commands/tools.ts": "machines/support/bring-up",

  "scripts/bootstrap/api-access.ts": "scripts/bootstrap/node-script.e2e.test",
  "scripts/bootstrap/node-network.ts": "scripts/bootstrap/node-script.e2e.test",
  "scripts/bootstrap/snippet-upload.ts": "scripts/bootstrap/node-script.e2e.test",

  "services/postgres-need.ts": "stacks/place-services.test",

  "stacks/check-references.ts": "stacks/check-service.test",
  "stacks/config/check-location-config.ts": "stacks/config/location-config.test",
  "stacks/config/check-shape.ts": "stacks/config/location-config.test",
  "stacks/config/field.ts": "stacks/config/location-config.test",
  "stacks/config/location-plan.ts": "stacks/location/flows.test",
  "stacks/secret-need.ts": "stacks/secret-needs.test",
};
