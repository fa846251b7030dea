import type { Values } from "@moco-sandbox/provider-framework/plugin";

/** Where a Docker daemon is reached, as the provider's `host` and `sshOpts` say it. */
export type DockerHost =
  | { readonly kind: "socket"; readonly path: string }
  | {
      readonly kind: "ssh";
      readonly host: string;
      /** Arguments of `ssh` up to and including the host. */
      readonly args: readonly string[];
    };

/** Takes the provider's configuration apart; throws where the host is of another kind. */
export function parseDockerHost(config: Values): DockerHost {
  const host = typeof config["host"] === "string" ? config["host"] : "unix:///var/run/docker.sock";
  const path = /^unix:\/\/(.+)$/.exec(host)?.[1];
  if (path !== undefined) return { kind: "socket", path };
  const url = URL.canParse(host) ? new URL(host) : undefined;
  if (url?.protocol !== "ssh:" || url.hostname === "") {
    throw new Error(
      `docker: host cannot be used, got ${host}. Write ssh://user@host:22 or unix:///var/run/docker.sock.`,
    );
  }
  const sshOpts = Array.isArray(config["sshOpts"]) ? config["sshOpts"].map(String) : [];
  return {
    kind: "ssh",
    host: url.hostname,
    args: [
      ...(url.username === "" ? [] : ["-l", url.username]),
      ...(url.port === "" ? [] : ["-p", url.port]),
      ...sshOpts,
      "--",
      url.hostname,
    ],
  };
}
