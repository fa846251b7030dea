import execa from "execa";
import type { PulumiEngine } from "@moco-sandbox/toolchain/run-pulumi";

import { sshOptions } from "../../components/host/host";
import { renderServiceFiles } from "../../components/compose-service/compose-service";
import { BenchStack } from "./bench-stack";
import type { BenchWorld } from "./bench-world";
import { tenServices } from "./fixtures/ten-services/services";
import { measure, type Timings } from "./measure";

/** Names of the rows of the table. */
export const deployments = {
  oneByOne: "docker compose up, one file after the other",
  atOnce: "docker compose up, all files at once",
  pulumi: "pulumi up",
} as const;

const folder = "/tmp/moco-bench";

/** Ten small services from nothing to healthy: by Pulumi, and by Docker Compose with the same files. */
export async function benchServices(
  engine: PulumiEngine,
  world: BenchWorld,
  environment: Readonly<Record<string, string>>,
  limits: { readonly rounds: number; readonly until: number },
): Promise<Timings> {
  const guest = new Guest(environment, world);
  const stack = new BenchStack(engine, "ten-services", environment);
  try {
    await guest.prepare();
    return await measure(
      [
        {
          name: deployments.oneByOne,
          prepare: () => guest.clear(),
          run: () => guest.composeUp("one by one"),
        },
        {
          name: deployments.atOnce,
          prepare: () => guest.clear(),
          run: () => guest.composeUp("at once"),
        },
        {
          name: deployments.pulumi,
          prepare: async () => {
            await guest.clear();
            await stack.create();
          },
          run: () => stack.run("up", "--yes", "--skip-preview"),
        },
      ],
      limits,
    );
  } finally {
    await guest.clear();
    await guest.run(`rm -rf ${folder}`);
    await stack.remove();
  }
}

class Guest {
  readonly #environment: Readonly<Record<string, string>>;
  readonly #files: ReadonlyMap<string, string>;
  readonly #image: string;
  readonly #ssh: readonly string[];

  constructor(environment: Readonly<Record<string, string>>, world: BenchWorld) {
    this.#environment = environment;
    const { redis, guest, knownHosts } = world;
    this.#image = redis;
    this.#ssh = [...sshOptions(knownHosts), `${guest.user}@${guest.host}`];
    this.#files = new Map(
      tenServices(redis).map((service) => [
        service.name,
        renderServiceFiles(service)["compose.yaml"] ?? "",
      ]),
    );
  }

  /** The rendered files, and the image: pulling is not what is measured. */
  async prepare(): Promise<void> {
    await this.run(`docker pull --quiet ${this.#image}`);
    for (const [name, file] of this.#files) {
      await this.run(`mkdir -p ${folder}/${name} && cat > ${folder}/${name}/compose.yaml`, file);
    }
  }

  /** The networks are the files' own, so making them belongs to it, as it does with Pulumi. */
  async composeUp(order: "one by one" | "at once"): Promise<void> {
    const up = `docker network create $name >/dev/null && docker compose --progress quiet -f ${folder}/$name/compose.yaml up -d --wait`;
    await this.run(
      order === "one by one"
        ? `set -e; for name in ${this.#names()}; do ${up}; done`
        : `for name in ${this.#names()}; do (${up}) & all="$all $!"; done; for one in $all; do wait $one || exit 1; done`,
    );
  }

  /** No container, no network, no release of any of them. */
  async clear(): Promise<void> {
    await this.run(
      [
        `for name in ${this.#names()}; do`,
        "sudo moco-release remove $name >/dev/null 2>&1;",
        "docker ps -aq --filter label=com.docker.compose.project=$name | xargs -r docker rm -f >/dev/null;",
        "docker network rm $name >/dev/null 2>&1;",
        "done; true",
      ].join(" "),
    );
  }

  async run(script: string, input = ""): Promise<void> {
    await execa("ssh", [...this.#ssh, script], {
      input,
      env: this.#environment,
    });
  }

  #names(): string {
    return [...this.#files.keys()].join(" ");
  }
}
