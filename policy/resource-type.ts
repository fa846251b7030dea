/** Type tokens of the resources that rules judge; written out, because loading an SDK for its token is slow. */
export const resourceType = {
  stack: "pulumi:pulumi:Stack",
  composeService: "moco:index:ComposeService",
  traefikEdge: "moco:index:TraefikEdge",
  zeroTrustTunnel: "moco:index:ZeroTrustTunnel",
  remoteCommand: "command:remote:Command",
  remoteCopy: "command:remote:CopyToRemote",
  remoteCopyFile: "command:remote:CopyFile",
  dockerContainer: "docker:index/container:Container",
  dockerImage: "docker:index/remoteImage:RemoteImage",
  dockerVolume: "docker:index/volume:Volume",
  swarmService: "docker:index/service:Service",
  tunnelConfig:
    "cloudflare:index/zeroTrustTunnelCloudflaredConfig:ZeroTrustTunnelCloudflaredConfig",
  vm: "proxmoxve:index/vm:Vm",
  vm2: "proxmoxve:index/vm2Legacy:Vm2Legacy",
  vmLegacy: "proxmoxve:index/vmLegacy:VmLegacy",
  clonedVm: "proxmoxve:cloned/vm:Vm",
  clonedVmLegacy: "proxmoxve:cloned/vmLegacy:VmLegacy",
} as const;
