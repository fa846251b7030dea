import execa from "execa";

/** Whether a Docker engine answers this user's client. */
export async function dockerIsReachable(client = "docker"): Promise<boolean> {
  const { exitCode } = await execa(client, ["version", "--format", "{{.Server.Version}}"], {
    reject: false,
    timeout: 10_000,
  });
  return exitCode === 0;
}
