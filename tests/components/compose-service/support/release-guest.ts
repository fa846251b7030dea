import { releaseTool } from "../../../../components/release-tool/release-tool";
import type { PlacedService } from "../../../../model/service/placed-service";
import { GuestMachine, type GuestRun } from "../../../support/guest-machine";
import { payloadOf } from "./a-probe";

/** A guest with the release tool, and what tests ask of it. */
export class ReleaseGuest {
  readonly machine: GuestMachine;

  private constructor(machine: GuestMachine) {
    this.machine = machine;
  }

  /** With the network of each service, which are not the tool's to make. */
  static async start(suffix: string, services: readonly string[]): Promise<ReleaseGuest> {
    const machine = await GuestMachine.start(suffix);
    await machine.install(releaseTool.path, releaseTool.content);
    for (const network of services) {
      await machine.succeed(["docker", "network", "create", network]);
    }
    return new ReleaseGuest(machine);
  }

  /** Runs `moco-release`; never throws. */
  moco(...words: readonly string[]): Promise<GuestRun> {
    return this.machine.run(["moco-release", ...words]);
  }

  apply(service: PlacedService, secret?: string): Promise<GuestRun> {
    return this.machine.run(["moco-release", "apply", service.name], payloadOf(service, secret));
  }

  /** Applies a release that must get healthy; its id. */
  async deploy(service: PlacedService): Promise<string> {
    const { exitCode, stderr } = await this.apply(service);
    if (exitCode !== 0) throw new Error(stderr);
    return this.releaseOf(service.name);
  }

  /** Applies a release and kills the transaction in the middle. */
  async interrupt(service: PlacedService): Promise<GuestRun> {
    const run = this.apply(service);
    await this.waitUntil(service.name, "deploying");
    await this.machine.succeed([
      ...["systemctl", "kill", "--signal=KILL", `moco-release-${service.name}-*`],
    ]);
    return run;
  }

  async waitUntil(service: string, state: string): Promise<void> {
    await this.machine.waitFor([
      "sh",
      "-c",
      `moco-release list | grep -q '^${service} .*${state}'`,
    ]);
  }

  /** What `list` shows of a service: its release and its state. */
  async shown(service: string): Promise<{ release: string; state: string }> {
    const lines = (await this.moco("list")).stdout.split("\n");
    const line = lines.find((each) => each.startsWith(`${service} `)) ?? "";
    const [, release = "", state = ""] = line.split(/ +/);
    return { release, state };
  }

  async releaseOf(service: string): Promise<string> {
    return (await this.shown(service)).release;
  }

  /** Runs a shell command that must succeed; its output. */
  shell(command: string): Promise<string> {
    return this.machine.succeed(["sh", "-c", command]);
  }

  answerOf(service: string): Promise<string> {
    return this.shell(`docker exec ${service}-${service}-web-1 fetch 8080`);
  }

  startOf(service: string): Promise<string> {
    return this.shell(`docker inspect -f '{{.State.StartedAt}}' ${service}-${service}-web-1`);
  }

  async remove(): Promise<void> {
    await this.machine.remove();
  }
}

/** Ids and numbers that differ between runs. */
export function steady(text: string): string {
  return text
    .replaceAll(/\b[0-9a-f]{12}\b/g, "<release>")
    .replaceAll(/restarted \d+ times/g, "restarted");
}
