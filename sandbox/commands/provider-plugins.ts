/** Stand-ins for providers: by the provider's name, the module that runs as its plugin. */
export const providerPlugins = {
  cloudflare: "@moco-sandbox/cloudflare/plugin",
  command: "@moco-sandbox/toolchain/command",
  docker: "@moco-sandbox/toolchain/docker",
  proxmoxve: "@moco-sandbox/proxmox/plugin",
} as const;
