import { throwIfInterrupted } from "@moco-sandbox/world/interruption";

import { makeServiceImage, type Ways } from "../../../sandbox/images/make-service-image";

jest.mock("@moco-sandbox/world/interruption", () => ({ throwIfInterrupted: jest.fn() }));

let said: string[];

/** What comes of these ways, and everything that is said on the way. */
async function make(ways: Ways, isCi = false): Promise<readonly unknown[]> {
  const image = await makeServiceImage("n8n", ways, {
    report: (line) => void said.push(line),
    warn: (text) => void said.push(`WARNING ${text}`),
    isCi,
  });
  return [image, ...said];
}

const gives = (image: string) => () => Promise.resolve(image);
const fails = (words: string) => () => Promise.reject(new Error(words));
const broken = "npm ci failed; all of it is in /logs/build-n8n.log.\nnpm error ETARGET";
const standIn = (reason: string): Promise<string> => Promise.resolve(`stand-in: ${reason}`);

beforeEach(() => {
  said = [];
});

describe("makeServiceImage", () => {
  it("pulls where it can", async () => {
    const ways = { pull: gives("upstream"), build: fails("not asked"), standIn };
    await expect(make(ways)).resolves.toEqual([{ image: "upstream", kind: "pulled" }, "pulling"]);
  });

  it("builds where registries are out of reach", async () => {
    const ways = { build: gives("built"), standIn };
    await expect(make(ways)).resolves.toEqual([
      { image: "built", kind: "built from packages" },
      "building unless it is there",
    ]);
  });

  it("builds what cannot be pulled after all, with the registry's own words", async () => {
    const ways = { pull: fails("docker pull: toomanyrequests"), build: gives("built"), standIn };
    await expect(make(ways)).resolves.toEqual([
      { image: "built", kind: "built from packages" },
      "pulling",
      "WARNING image n8n: not pulled, so it is built here. docker pull: toomanyrequests",
      "building unless it is there",
    ]);
  });

  it("lets a stand-in take the place of a failed build, and says so with all of its words", async () => {
    await expect(make({ build: fails(broken), standIn })).resolves.toEqual([
      {
        image: "stand-in: npm ci failed; all of it is in /logs/build-n8n.log.",
        kind: "stand-in",
      },
      "building unless it is there",
      `WARNING image n8n: A STAND-IN takes its place, for its build failed. ${broken}`,
    ]);
  });

  it("fails in CI where a build fails: tests would pass that never met the service", async () => {
    await expect(make({ build: fails(broken), standIn }, true)).rejects.toThrow(
      new Error(`${broken}\nWith CI=true no stand-in takes its place.`),
    );
  });

  it("fails where nothing can take the place of a failed build", async () => {
    await expect(make({ build: fails(broken) })).rejects.toThrow(new Error(broken));
  });

  it.each([false, true])("takes the stand-in where there is no recipe (CI: %s)", async (isCi) => {
    await expect(make({ standIn }, isCi)).resolves.toEqual([
      { image: "stand-in: no recipe builds its image.", kind: "stand-in" },
      "no recipe builds it: a stand-in",
    ]);
  });

  it("says why there is nothing at all", async () => {
    await expect(make({ pull: fails("docker pull: manifest unknown") })).rejects.toThrow(
      new Error(
        "image n8n: others connect to it, so nothing stands in for it, and no recipe builds it. Write one in sandbox/images/recipes.ts. It was not pulled: docker pull: manifest unknown",
      ),
    );
    await expect(make({})).rejects.toThrow(
      new Error(
        "image n8n: others connect to it, so nothing stands in for it, and no recipe builds it. Write one in sandbox/images/recipes.ts. It was not pulled: registries are out of reach.",
      ),
    );
  });

  it("takes what Ctrl-C did to a build for no failed build", async () => {
    jest.mocked(throwIfInterrupted).mockImplementationOnce(() => {
      throw new Error("Interrupted.");
    });
    await expect(make({ build: fails(broken), standIn })).rejects.toThrow(
      new Error("Interrupted."),
    );
    expect(said).toEqual(["building unless it is there"]);
  });
});
