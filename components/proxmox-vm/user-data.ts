import { stringify } from "yaml";

import type { GuestFile } from "../host/host";

/** The one user that people and deployments sign in as. */
export interface Login {
  readonly user: string;
  /** Public keys as in `authorized_keys`. */
  readonly authorizedKeys: readonly string[];
}

/** What cloud-init needs to turn a cloud image into a guest. */
export interface UserDataSpec {
  readonly guest: string;
  readonly login: Login;
  /** The only secret in it: made beforehand, so that first contact is already pinned. */
  readonly hostKey: { readonly public: string; readonly private: string };
  readonly files: readonly GuestFile[];
}

/** Renders cloud-init's user data; it only bootstraps, everything later changes in place. */
export function renderUserData({ guest, login, hostKey, files }: UserDataSpec): string {
  const config = {
    hostname: guest,
    // The other entries of the file stay as they are.
    manage_etc_hosts: "localhost",
    timezone: "Etc/UTC",
    users: [
      {
        name: login.user,
        gecos: "Operators and deployments",
        shell: "/bin/bash",
        lock_passwd: true,
        sudo: "ALL=(ALL) NOPASSWD:ALL",
      },
    ],
    disable_root: true,
    ssh_pwauth: false,
    ssh_deletekeys: true,
    ssh_keys: {
      ed25519_private: `${hostKey.private.trimEnd()}\n`,
      ed25519_public: hostKey.public,
    },
    ssh: { emit_keys_to_console: false },
    no_ssh_fingerprints: true,
    package_update: false,
    package_upgrade: false,
    apt: { preserve_sources_list: true },
    // An image may bring Docker along; it must not start before its data disk is there.
    bootcmd: [
      "cloud-init-per once moco-hold-docker systemctl mask --runtime docker.service docker.socket",
    ],
    write_files: files.map(({ path, mode, content }) => ({
      path,
      owner: "root:root",
      permissions: mode,
      content,
    })),
    runcmd: [["/usr/local/sbin/moco-first-boot"]],
  };
  return `#cloud-config\n${stringify(config, { lineWidth: 0, blockQuote: "literal", aliasDuplicateObjects: false })}`;
}
