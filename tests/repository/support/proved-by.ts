/** Sources without a test of their own, and the test below tests/ that shows everything they do. */
export const provedBy: Readonly<Record<string, string>> = {
  "model/location/location-plan.ts": "model/location/check-location-plan.test",
  "model/location/check-guests.ts": "model/location/check-location-plan.test",
  "model/location/check-range.ts": "model/location/check-location-plan.test",
  "model/location/check-vlans.ts": "model/location/check-location-plan.test",
  "model/location/ipv4-range.ts": "model/location/check-location-plan.test",
  "components/proxmox-vm/cloud-image.ts": "components/proxmox-vm/proxmox-vm.test",
  "components/proxmox-vm/first-boot-script.ts": "components/proxmox-vm/guest.e2e.test",
  "components/proxmox-vm/hardening.ts": "components/proxmox-vm/guest.e2e.test",
  "components/proxmox-vm/sshd-config.ts": "components/proxmox-vm/guest.e2e.test",
  "components/proxmox-vm/system-files.ts": "components/proxmox-vm/guest.e2e.test",
  "components/proxmox-vm/vm-settings.ts": "components/proxmox-vm/proxmox-vm.test",

  "policy/exemptions/exemption-policies.ts": "policy/create-policies.test",
  "policy/exemptions/exemption-register.ts": "policy/create-policies.test",
  "policy/facts/compose-containers.ts": "policy/rules/container-unprivileged.test",
  "policy/facts/destroy-flags.ts": "policy/rules/guest-destroy-flags-explicit.test",
  "policy/facts/proxy-routers.ts": "policy/rules/route-rate-limit-attached.test",
  "policy/facts/host-keys.ts": "policy/rules/host-key-pinned.test",
  "policy/facts/read-fact.ts": "policy/rules/host-key-pinned.test",
  "policy/facts/release-files.ts": "policy/rules/container-unprivileged.test",
  "policy/facts/routes.ts": "policy/rules/route-rate-limit-present.test",
  "policy/facts/service-facts.ts": "policy/rules/container-limits-present.test",
  "policy/facts/tunnel-ingresses.ts": "policy/rules/tunnel-ingress-owned.test",
  "policy/facts/unknown-value.ts": "policy/rules/host-key-pinned.test",

  // What they make is machines: the set-up of all tests on machines.
  "sandbox/commands/configuration/operator-key.ts": "machines/support/bring-up",
  "sandbox/commands/configuration/secrets.ts": "machines/support/bring-up",
  "sandbox/commands/configuration/ssh-agent.ts": "machines/support/bring-up",
  "sandbox/commands/configuration/stack-values.ts": "machines/support/bring-up",
  "sandbox/commands/phases.ts": "machines/support/bring-up",
  "sandbox/commands/tools.ts": "machines/support/bring-up",

  "cli/bootstrap/api-access.ts": "cli/bootstrap/node-script.e2e.test",
  "cli/bootstrap/node-network.ts": "cli/bootstrap/node-script.e2e.test",
  "cli/bootstrap/snippet-upload.ts": "cli/bootstrap/node-script.e2e.test",

  "tools/contract/account-client.ts": "contract/account.e2e.test",

  "stacks/config/check-location-config.ts": "stacks/config/location-config.test",
  "stacks/config/check-shape.ts": "stacks/config/location-config.test",
  "stacks/config/field.ts": "stacks/config/location-config.test",
  "stacks/config/issue.ts": "stacks/config/location-config.test",
  "stacks/plan/resolve-location.ts": "stacks/plan/plan-location.test",
};
