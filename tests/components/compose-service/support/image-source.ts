import execa from "execa";
import { ensureMachineImages } from "@moco-sandbox/images/ensure-images";
import { namePrefix } from "@moco-sandbox/world";

import type { ReleaseGuest } from "./release-guest";

/** A registry in the guest itself, and images that are there and nowhere else. */
export class ImageSource {
  readonly #guest: ReleaseGuest;

  private constructor(guest: ReleaseGuest) {
    this.#guest = guest;
  }

  static async start(guest: ReleaseGuest, suffix: string): Promise<ImageSource> {
    const { registry } = await ensureMachineImages(() => undefined);
    await execa("bash", [
      ...["-o", "pipefail", "-c", 'docker save "$1" | docker exec -i "$2" docker load -q'],
      ...["load", registry, `${namePrefix}-test-${suffix}`],
    ]);
    await guest.shell(`docker run -d --name registry --network host ${registry}`);
    await guest.machine.waitFor([
      "python3",
      "-c",
      "import urllib.request; urllib.request.urlopen('http://127.0.0.1:5000/v2/')",
    ]);
    return new ImageSource(guest);
  }

  /** Pushes an image of its own and forgets it; its pinned reference. */
  async publish(tag: string): Promise<string> {
    const name = `127.0.0.1:5000/probe:${tag}`;
    const pushed = await this.#guest.shell(
      [
        `echo ${tag} > /root/tag && docker create --name publish probe:1`,
        "docker cp /root/tag publish:/tag",
        `docker commit publish ${name}`,
        "docker rm publish",
        `docker push ${name}`,
        `docker rmi --no-prune ${name}`,
      ].join(" && "),
    );
    return `${name}@${/digest: (sha256:[0-9a-f]{64})/.exec(pushed)?.[1] ?? "none"}`;
  }
}
