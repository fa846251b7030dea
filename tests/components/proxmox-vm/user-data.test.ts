import { parse } from "yaml";

import { renderUserData } from "../../../components/proxmox-vm/user-data";

const text = renderUserData({
  guest: "pm1-apps",
  login: { user: "ops", authorizedKeys: ["ssh-ed25519 AAAA operator"] },
  hostKey: { public: "ssh-ed25519 BBBB", private: "-----BEGIN\nkey\n-----END" },
  files: [{ path: "/etc/moco/guest", mode: "0644", content: "pm1-apps\n" }],
});

describe("renderUserData", () => {
  it("is what cloud-init takes for its own", () => {
    expect(text.split("\n")[0]).toBe("#cloud-config");
  });

  it("has one user without a password, whose keys are in a file that is kept up to date", () => {
    expect(parse(text)).toMatchObject({
      users: [{ name: "ops", lock_passwd: true }],
      disable_root: true,
      ssh_pwauth: false,
    });
  });

  it("installs the host key that was made beforehand, and no other", () => {
    expect(parse(text)).toMatchObject({
      ssh_deletekeys: true,
      ssh_keys: {
        ed25519_private: "-----BEGIN\nkey\n-----END\n",
        ed25519_public: "ssh-ed25519 BBBB",
      },
    });
  });

  it("writes files with modes as text, which YAML would else read as numbers", () => {
    expect(text).toContain('permissions: "0644"');
  });

  it("holds Docker back and ends with the first boot's script", () => {
    expect(parse(text)).toMatchObject({
      bootcmd: [
        "cloud-init-per once moco-hold-docker systemctl mask --runtime docker.service docker.socket",
      ],
      runcmd: [["/usr/local/sbin/moco-first-boot"]],
    });
  });
});
