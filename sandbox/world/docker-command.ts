import execa from "execa";

/** Runs the Docker client and gives its output; a failure carries Docker's own words. */
export async function docker(args: readonly string[], input?: string | Buffer): Promise<string> {
  const result = await execa("docker", [...args], {
    reject: false,
    ...(input === undefined ? {} : { input }),
  });
  if (result.exitCode !== 0) {
    const words = (result.stderr || result.stdout || "no output").trim();
    throw new Error(`docker ${args.slice(0, 2).join(" ")}: ${words}`);
  }
  return result.stdout;
}

/** Runs a command in a container of ours and gives its output. */
export async function inContainer(
  container: string,
  command: readonly string[],
  input?: string,
): Promise<string> {
  const interactive = input === undefined ? [] : ["-i"];
  return docker(["exec", ...interactive, container, ...command], input);
}

/** What `docker inspect` knows, or `undefined` where there is no such thing. */
export async function inspect(
  kind: "container" | "network" | "volume" | "image",
  name: string,
  format: string,
): Promise<string | undefined> {
  const result = await execa("docker", [kind, "inspect", "--format", format, name], {
    reject: false,
  });
  if (result.exitCode === 0) return result.stdout;
  if (/no such|not found/i.test(result.stderr)) return undefined;
  throw new Error(`docker ${kind} inspect: ${result.stderr.trim()}`);
}
