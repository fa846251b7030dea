import { describeSshEnd } from "../../../../sandbox/toolchain/docker/docker-connection";
import { parseDockerHost } from "../../../../sandbox/toolchain/docker/docker-host";

describe("parseDockerHost", () => {
  it("gives ssh the options before the host, as Docker's own client does", () => {
    const sshOpts = ["-o", "UserKnownHostsFile=/tmp/known_hosts"];
    expect(parseDockerHost({ host: "ssh://ops@10.50.0.70:22", sshOpts })).toEqual({
      kind: "ssh",
      host: "10.50.0.70",
      args: ["-l", "ops", "-p", "22", ...sshOpts, "--", "10.50.0.70"],
    });
  });

  it("takes a socket, and the usual one where no host is given", () => {
    expect(parseDockerHost({ host: "unix:///run/d.sock" })).toEqual({
      kind: "socket",
      path: "/run/d.sock",
    });
    expect(parseDockerHost({})).toEqual({ kind: "socket", path: "/var/run/docker.sock" });
  });

  it("refuses another kind of host", () => {
    expect(() => parseDockerHost({ host: "tcp://10.50.0.70:2375" })).toThrow(
      "docker: host cannot be used, got tcp://10.50.0.70:2375. Write ssh://user@host:22 or unix:///var/run/docker.sock.",
    );
  });
});

describe("describeSshEnd", () => {
  it("repeats the last line that ssh said", () => {
    expect(describeSshEnd(255, "debug\nssh: connect to host 10.50.0.70 port 22: No route\n")).toBe(
      "ssh ended with exit code 255: ssh: connect to host 10.50.0.70 port 22: No route",
    );
    expect(describeSshEnd(1, "")).toBe("ssh ended with exit code 1");
  });
});
