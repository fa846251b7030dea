import type { PlacedService } from "../../../model/service/placed-service";
import { aProbe, payloadOf, serving } from "./support/a-probe";
import { ImageSource } from "./support/image-source";
import { ReleaseGuest, steady } from "./support/release-guest";

let guest: ReleaseGuest;
/** Pinned references by tag, none of them on the guest. */
const image: Record<string, string> = {};

beforeAll(async () => {
  guest = await ReleaseGuest.start("release-images", ["notes", "other"]);
  const source = await ImageSource.start(guest, "release-images");
  for (const tag of "abcdefghijkl") image[tag] = await source.publish(tag);
}, 300_000);

afterAll(async () => {
  await guest.remove();
}, 60_000);

jest.setTimeout(180_000);

function notes(tag: string): PlacedService {
  return aProbe("notes", { image: image[tag]! });
}

/** Names the same image in another way. */
function other(tag: string): PlacedService {
  return aProbe("other", { image: image[tag]!.replace(`:${tag}@`, ":stable@") });
}

/** Applies a release that must get healthy; what the tool says about images. */
async function saidOf(service: PlacedService): Promise<readonly string[]> {
  const { exitCode, stderr } = await guest.apply(service);
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining("healthy")]);
  return stderr.split("\n").filter((line) => !line.includes("healthy"));
}

function removed(tag: string): string {
  return `removed image ${image[tag]!}, which no release needs any more`;
}

/** Tags of the images that are on the guest. */
async function there(): Promise<string> {
  const found = await guest.shell("docker images --digests --format '{{.Repository}}@{{.Digest}}'");
  const digests = new Set(found.split("\n"));
  return Object.keys(image)
    .filter((tag) => digests.has(image[tag]!.replace(`:${tag}@`, "@")))
    .join("");
}

describe("images", () => {
  it("are pulled, and stay as long as a kept release names them", async () => {
    for (const tag of "abcd") {
      expect(await saidOf(notes(tag))).toEqual([`pulling ${image[tag]!}`]);
    }
    expect(await saidOf(other("b"))).toEqual([]);
    expect(await saidOf(notes("e"))).toEqual([`pulling ${image["e"]!}`]);
    expect(await there()).toBe("abcde");
  });

  it("go with the last release that named them", async () => {
    expect(await saidOf(notes("f"))).toEqual([`pulling ${image["f"]!}`, removed("a")]);
    expect(await there()).toBe("bcdef");
  });

  it("stay when a release of another service names them", async () => {
    expect(await saidOf(notes("g"))).toEqual([`pulling ${image["g"]!}`]);
    expect(await there()).toBe("bcdefg");
  });

  it("stay when a container uses them, and go when it is gone", async () => {
    await guest.shell(`docker create --name by-hand ${image["c"]!}`);
    expect(await saidOf(notes("h"))).toEqual([`pulling ${image["h"]!}`]);
    expect(await there()).toBe("bcdefgh");
    await guest.shell("docker rm by-hand");
    expect(await saidOf(notes("h"))).toEqual([removed("c")]);
    expect(await there()).toBe("bdefgh");
  });

  it("stay when Docker refuses to remove them, which fails no release", async () => {
    await guest.machine.install(
      "/root/refusing/docker",
      '#!/bin/sh\nif [ "$1 $2" = "image rm" ]; then echo no >&2; exit 1; fi\nexec /usr/bin/docker "$@"\n',
    );
    const { exitCode, stderr } = await guest.machine.run(
      ["sh", "-c", "PATH=/root/refusing:$PATH moco-release apply notes"],
      payloadOf(notes("i")),
    );
    expect([exitCode, steady(stderr).split("\n")]).toEqual([
      0,
      [
        `pulling ${image["i"]!}`,
        "notes: release <release> is healthy",
        `image ${image["d"]!} could not be removed:`,
        "    no",
      ],
    ]);
    expect(await there()).toBe("bdefghi");
    expect(await saidOf(notes("i"))).toEqual([removed("d")]);
  });

  it("stay when it cannot be told who needs them, which fails no release either", async () => {
    const broken = "/opt/stacks/other/releases/0123456789ab/release.json";
    await guest.shell(`mkdir $(dirname ${broken}) && echo '{' > ${broken}`);
    expect(await saidOf(notes("d"))).toEqual([
      `pulling ${image["d"]!}`,
      `notes: could not tidy up: ${broken} is not JSON. Mend it by hand, or remove it.`,
    ]);
    expect(await there()).toBe("bdefghi");
    await guest.shell(`rm -r $(dirname ${broken})`);
    expect(await saidOf(notes("d"))).toEqual([removed("e")]);
  });

  it("of a release that never got healthy go after the next one that does", async () => {
    const failing = aProbe("notes", { image: image["j"]!, command: serving("9999") });
    expect((await guest.apply(failing)).exitCode).toBe(1);
    expect(await there()).toBe("bdfghij");
    expect(await saidOf(notes("i"))).toEqual([removed("j")]);
  });

  it("of releases that recorded none are found in their compose files", async () => {
    const strip = [
      "import glob, json",
      "for path in glob.glob('/opt/stacks/*/releases/*/release.json'):",
      "    manifest = json.load(open(path))",
      "    del manifest['images']",
      "    json.dump(manifest, open(path, 'w'))",
    ].join("\n");
    await guest.machine.succeed(["python3", "-"], strip);
    expect(await saidOf(notes("j"))).toEqual([`pulling ${image["j"]!}`, removed("f")]);
    expect(await there()).toBe("bdghij");
    expect((await guest.moco("rollback", "notes")).exitCode).toBe(0);
  });

  it("that somebody else brought stay, also when releases named them", async () => {
    await guest.shell(`docker pull ${image["k"]!}`);
    expect(await saidOf(other("k"))).toEqual([]);
    const { stderr } = await guest.moco("remove", "other");
    expect(stderr.split("\n")).toEqual(["other: removed; its volumes are kept", removed("b")]);
    expect(await there()).toBe("dghijk");
  });

  it("on a disk that outlived its guest go like the others", async () => {
    await guest.shell("docker rm -f notes-notes-web-1 && rm -r /opt/stacks");
    expect(await saidOf(notes("l"))).toEqual([
      `pulling ${image["l"]!}`,
      ...["d", "g", "h", "i", "j"].map(removed),
    ]);
    expect(await there()).toBe("kl");
  });

  it("of a removed service go with it, and nothing else does", async () => {
    const { stderr } = await guest.moco("remove", "notes");
    expect(stderr.split("\n")).toEqual(["notes: removed; its volumes are kept", removed("l")]);
    expect(await there()).toBe("k");
    const names = await guest.shell("docker images --format '{{.Repository}}'");
    expect(new Set(names.split("\n"))).toEqual(
      new Set(["127.0.0.1:5000/probe", "probe", "moco-sandbox/base", "moco-sandbox/registry"]),
    );
  });
});
