import { ensureDocker } from "@moco-sandbox/computer/ensure-docker";
import { docker, inContainer, inspect } from "@moco-sandbox/world/docker-command";

import { renderHealthTest } from "../../../components/compose-service/health-test";
import { traefikService } from "../../../components/traefik-proxy/traefik-service";
import { commandHealthcheck } from "../../../model/service/healthcheck";
import { ensureBaseImage } from "../../../sandbox/images/base-image";
import { buildImage } from "../../../sandbox/images/build-image";
import { type ImageUse, imageUses, proxyUse } from "../../../sandbox/images/image-use";
import { standInSource } from "../../../sandbox/images/stand-in";
import { standInOf } from "../../../sandbox/images/stand-in-of";
import { images } from "../../../services/images";
import { n8n } from "../../../services/n8n/n8n";
import { ImageBench, statusOf, until } from "./image-bench";

// Stand-ins as production's compose files would run the image: its user, a read-only root, no
// capabilities, and the health check that the service declares.

const bench = new ImageBench("stand-ins");
const quiet = (): void => undefined;
const minutes = 60_000;

const proxy = traefikService({
  location: "pm1",
  guest: "pm1-apps",
  address: "10.50.0.70",
  image: images.traefik,
  routes: [],
  networks: [],
  connectors: [],
});

const cases = [
  {
    name: "n8n",
    container: n8n.containers["n8n"],
    uses: imageUses([n8n]),
    port: 5678,
    healthy: "/rest/settings?of=anybody",
    volumes: { "/home/node/.n8n": {} },
  },
  {
    name: "traefik",
    container: proxy.containers["traefik"],
    uses: [proxyUse],
    port: 8000,
    healthy: undefined,
    volumes: null,
  },
] as const;

let base: string;

beforeAll(async () => {
  await ensureDocker(quiet);
  base = await ensureBaseImage(quiet);
  await bench.open();
}, 10 * minutes);

afterAll(async () => {
  await bench.close();
}, minutes);

describe.each(cases)(
  "the stand-in for $name",
  ({ name, container, uses, port, healthy, volumes }) => {
    const reason = 'docker build failed; all of it is in "/logs" for $5.';
    let image: string;
    let running: string;
    let published: number;

    beforeAll(async () => {
      const standIn = standInOf(uses);
      if (standIn === undefined || container === undefined) throw new Error(`no ${name}`);
      image = await buildImage(standInSource(name, standIn, reason), base, quiet);
      running = await bench.start(
        name,
        [`--user=${container.user}`, `--publish=127.0.0.1::${String(port)}`],
        image,
        // A stand-in takes no notice of the image's own arguments.
        "--some-argument",
      );
      published = await bench.publishedPort(running, port);
    }, 2 * minutes);

    it("is healthy by the service's own health check", async () => {
      const command = renderHealthTest(container!.healthcheck).slice(1);
      await until(async () => (await inContainer(running, command)) === "", 20);
    });

    it("is not healthy where the service would not answer", async () => {
      for (const url of ["http://127.0.0.1:1/", `http://127.0.0.1:${String(port)}/else`]) {
        await expect(inContainer(running, ["wget", "-q", "-O", "-", url])).rejects.toThrow(
          "docker",
        );
      }
    });

    it("answers the health path with 200, and anything else with 503 and the reason", async () => {
      if (healthy !== undefined) await expect(statusOf(published, healthy)).resolves.toBe(200);
      const address = `http://127.0.0.1:${String(published)}/`;
      const answers = await Promise.all([
        fetch(address),
        fetch(address, { method: "POST", body: "x".repeat(100_000) }),
        fetch(address, { method: "HEAD" }),
      ]);
      const words = `Stand-in for ${name}: ${reason}\n`;
      expect(
        await Promise.all(answers.map(async (answer) => [answer.status, await answer.text()])),
      ).toEqual([
        [503, words],
        [503, words],
        [503, ""],
      ]);
    });

    it("says on the image what it is", async () => {
      const label = '{{index .Config.Labels "moco.stand-in"}}';
      await expect(inspect("image", image, label)).resolves.toBe(reason);
      const format = "{{json .Config.Volumes}}";
      expect(JSON.parse((await inspect("image", image, format)) ?? "")).toEqual(volumes);
    });

    it("stops at once when it is told to, and says nothing wrong", async () => {
      await docker(["stop", "--time=5", running]);
      await expect(inspect("container", running, "{{.State.ExitCode}}")).resolves.toBe("0");
    });
  },
);

describe("the stand-in for a container without any port", () => {
  const use: ImageUse = {
    ...{ image: "n8n", by: "page/worker", ports: [], isNeeded: false, volumes: [] },
    healthcheck: commandHealthcheck(["/bin/sh", "-c", "page-worker ping"]),
    user: "1000:1000",
  };

  it(
    "runs, is healthy by the service's own health check, and stops when it is told to",
    async () => {
      const standIn = standInOf([use]);
      if (standIn === undefined) throw new Error("no stand-in");
      const image = await buildImage(standInSource("page", standIn, "no recipe."), base, quiet);
      const running = await bench.start("worker", ["--user=1000:1000"], image);
      const command = renderHealthTest(use.healthcheck).slice(1);
      await expect(inContainer(running, command)).resolves.toBe("");
      await docker(["stop", "--time=5", running]);
      await expect(inspect("container", running, "{{.State.ExitCode}}")).resolves.toBe("0");
    },
    2 * minutes,
  );
});
