import type { PlacedService } from "../../../model/service/placed-service";
import { aProbe, serving } from "./support/a-probe";
import { ReleaseGuest, steady } from "./support/release-guest";

let guest: ReleaseGuest;

beforeAll(async () => {
  guest = await ReleaseGuest.start("release-networks", ["front", "blog", "shop"]);
  for (const network of ["blog.proxy", "shop.proxy"]) {
    await guest.shell(`docker network create --internal ${network}`);
  }
  // With one address, which somebody else has.
  await guest.shell("docker network create --internal --subnet 172.29.0.0/30 full.proxy");
  await guest.shell(
    "docker run -d --restart always --name guest-of-full --network full.proxy probe:1 sleep 86400",
  );
  await guest.deploy(aProbe("blog", { networks: ["blog.proxy"] }));
  await guest.deploy(aProbe("shop", { networks: ["shop.proxy"] }));
}, 240_000);

afterAll(async () => {
  await guest.remove();
}, 60_000);

jest.setTimeout(180_000);

const frontContainer = "front-front-web-1";

/** What others reach on networks that they bring to it, and the outside on a port. */
function front(
  attachedNetworks: readonly string[],
  page = "first",
  beforeServing = "true",
): PlacedService {
  const configFiles = { "/www/index.html": page };
  const command = serving("8080", beforeServing);
  return {
    ...aProbe("front", { attachedNetworks, configFiles, command }),
    ports: [{ address: "127.0.0.1", port: 8081, container: "web", containerPort: 8080, from: [] }],
  };
}

/** One that was made anew has another id, one that was restarted another time. */
function lifeOf(container: string): Promise<string> {
  return guest.shell(`docker inspect -f '{{.Id}} {{.State.StartedAt}}' ${container}`);
}

async function idOf(container: string): Promise<string> {
  return (await lifeOf(container)).split(" ")[0] ?? "";
}

async function networksOf(container: string): Promise<readonly string[]> {
  const format = "'{{range $name, $_ := .NetworkSettings.Networks}}{{$name}} {{end}}'";
  return (await guest.shell(`docker inspect -f ${format} ${container}`)).trim().split(" ");
}

/** What a service's container is answered by another one, or that it is not. */
async function asks(service: string, host: string): Promise<string> {
  const words = `docker exec ${service}-${service}-web-1 fetch 8080 ${host} 2>/dev/null`;
  return guest.shell(`${words} || echo no answer`);
}

describe("a network that another service brings", () => {
  let before: string;
  const id = (): string => before.split(" ")[0] ?? "";

  beforeAll(async () => {
    await guest.deploy(front([]));
    before = await lifeOf(frontContainer);
  });

  it("is joined while the container runs, and what is on it answers in both directions", async () => {
    // A published port that moves to another network ends every connection to it.
    const publishing = "pgrep docker-proxy";
    const published = await guest.shell(publishing);
    expect(await asks("front", "blog-web")).toBe("no answer");
    await guest.deploy(front(["blog.proxy"]));
    expect(await lifeOf(frontContainer)).toBe(before);
    expect(await guest.shell(publishing)).toBe(published);
    expect(await asks("front", "blog-web")).toBe("first");
    expect(await asks("blog", "front-web")).toBe("first");
  });

  it("leads nobody else there", async () => {
    const format = "'{{(index .NetworkSettings.Networks \"blog.proxy\").IPAddress}}'";
    const address = await guest.shell(`docker inspect -f ${format} ${frontContainer}`);
    expect(await asks("blog", address)).toBe("first");
    expect(await asks("shop", "front-web")).toBe("no answer");
    expect(await asks("shop", address)).toBe("no answer");
    expect(await asks("shop", "blog-web")).toBe("no answer");
  });

  it("is joined and left by one release, which leaves alone what a hand connected", async () => {
    await guest.shell(
      "docker network create by-hand && docker network connect by-hand " + frontContainer,
    );
    await guest.deploy(front(["shop.proxy"]));
    expect(await networksOf(frontContainer)).toEqual(["by-hand", "front", "shop.proxy"]);
    await guest.shell(
      `docker network disconnect by-hand ${frontContainer} && docker network rm by-hand`,
    );
    expect(await asks("shop", "front-web")).toBe("first");
    expect(await asks("blog", "front-web")).toBe("no answer");
    expect(await lifeOf(frontContainer)).toBe(before);
  });

  it("comes back with the release that it belongs to", async () => {
    expect((await guest.moco("rollback", "front")).exitCode).toBe(0);
    expect(await networksOf(frontContainer)).toEqual(["blog.proxy", "front"]);
    expect(await asks("blog", "front-web")).toBe("first");
    expect(await lifeOf(frontContainer)).toBe(before);
  });

  it("is joined again where somebody took the container off it", async () => {
    await guest.shell(`docker network disconnect blog.proxy ${frontContainer}`);
    const { exitCode, stderr } = await guest.apply(front(["blog.proxy"]));
    expect([exitCode, steady(stderr)]).toEqual([
      0,
      "front: release <release> is running and healthy already",
    ]);
    expect(await asks("blog", "front-web")).toBe("first");
    expect(await lifeOf(frontContainer)).toBe(before);
  });

  it("fails the release in Docker's words where it cannot be joined, and the networks before are back", async () => {
    const { exitCode, stderr } = await guest.apply(front(["full.proxy", "shop.proxy"]));
    expect([exitCode, steady(stderr).replace(/[0-9a-f]{64}/, "<network>")]).toEqual([
      1,
      [
        "front: release <release> did not get healthy.",
        `Docker does not connect ${frontContainer} and the network full.proxy.`,
        "    Error response from daemon: no available IPv4 addresses on this network's address pools: " +
          "full.proxy (<network>)",
        "The release before it, <release>, was put back and is healthy.",
      ].join("\n"),
    ]);
    expect(await networksOf(frontContainer)).toEqual(["blog.proxy", "front"]);
    expect(await asks("blog", "front-web")).toBe("first");
    expect(await idOf(frontContainer)).toBe(id());
  });

  it("must be there", async () => {
    const life = await lifeOf(frontContainer);
    const { exitCode, stderr } = await guest.apply(front(["none.proxy"], "second"));
    expect([exitCode, steady(stderr)]).toEqual([
      1,
      [
        "front: release <release> did not get healthy.",
        "not all networks are there that its containers join.",
        "    Error response from daemon: network none.proxy not found",
        "The release before it, <release>, was put back and is healthy.",
      ].join("\n"),
    ]);
    expect(await lifeOf(frontContainer)).toBe(life);
  });

  it("is still joined after a reboot, and Compose makes nothing anew because of it", async () => {
    await guest.shell("systemctl restart docker");
    await guest.machine.waitFor(["docker", "exec", frontContainer, "fetch", "8080"]);
    expect(await networksOf(frontContainer)).toEqual(["blog.proxy", "front"]);
    await guest.machine.waitFor(["docker", "exec", "blog-blog-web-1", "fetch", "8080"]);
    expect(await asks("blog", "front-web")).toBe("first");
    await guest.shell("cd /opt/stacks/front && docker compose up -d --wait");
    expect(await idOf(frontContainer)).toBe(id());
    expect(await networksOf(frontContainer)).toEqual(["blog.proxy", "front"]);
  });
});

describe("a container that is made anew", () => {
  it("is on its networks when it starts", async () => {
    const before = await idOf(frontContainer);
    const asking = "fetch 8080 blog-web && fetch 8080 shop-web || exit 9";
    await guest.deploy(front(["blog.proxy", "shop.proxy"], "second", asking));
    expect(await idOf(frontContainer)).not.toBe(before);
    expect(await asks("blog", "front-web")).toBe("second");
    expect(await asks("shop", "front-web")).toBe("second");
  });

  it("does not start where one of them cannot be joined, and what ran before runs again", async () => {
    const { exitCode, stderr } = await guest.apply(front(["full.proxy"], "never"));
    expect(exitCode).toBe(1);
    expect(stderr).toContain("no available IPv4 addresses on this network's address pools");
    expect(await asks("blog", "front-web")).toBe("second");
    expect(await networksOf(frontContainer)).toEqual(["blog.proxy", "front", "shop.proxy"]);
  });

  it("joins them again when its release is applied once more, where a hand made it anew", async () => {
    await guest.deploy(front(["blog.proxy", "shop.proxy"], "third"));
    await guest.shell("cd /opt/stacks/front && docker compose up -d --force-recreate");
    expect(await networksOf(frontContainer)).toEqual(["front"]);
    const before = await idOf(frontContainer);
    const release = await guest.releaseOf("front");
    expect((await guest.moco("rollback", "front", release)).exitCode).toBe(0);
    expect(await networksOf(frontContainer)).toEqual(["blog.proxy", "front", "shop.proxy"]);
    expect(await idOf(frontContainer)).toBe(before);
  });

  it("is on none of those that another release was brought", async () => {
    await guest.deploy(front([], "fourth"));
    expect(await networksOf(frontContainer)).toEqual(["front"]);
  });
});
