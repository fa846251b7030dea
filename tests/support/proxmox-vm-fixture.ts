import { systemFiles } from "../../components/proxmox-vm/system-files";
import type { GuestFile } from "../../components/host/host";
import type { Login } from "../../components/proxmox-vm/user-data";

/** The files of a guest that one other guest may reach on port 80. */
export function aGuestsFiles(
  address = "10.50.0.70",
  gateway = "10.50.0.65",
  login: Login = { user: "ops", authorizedKeys: ["ssh-ed25519 AAAA operator"] },
): readonly GuestFile[] {
  return systemFiles({
    guest: "pm1-apps",
    login,
    address,
    range: "10.50.0.0/24",
    gateway,
    rules: [
      { source: gateway, protocol: "tcp", port: 22, why: "operators" },
      { source: "10.50.0.10", protocol: "tcp", port: 80, why: "public names" },
    ],
    docker: { registryMirrors: [], insecureRegistries: [] },
    swap: "2g",
  });
}
