import {
  type DeployedLocation,
  deployImaginedLocation,
  type Placing,
} from "../support/moved-service";

const elsewhere: Placing = { on: "mgmt" };

describe("a service that is placed on another guest", () => {
  let location: DeployedLocation;
  let before: readonly string[];

  beforeAll(async () => {
    location = await deployImaginedLocation();
    before = await heldBy(location);
  }, 300_000);

  afterAll(() => {
    location.remove();
  });

  const preview = (placing: Placing) =>
    location.pulumi(["preview", "--json", "--show-sames", "--stack", "pm1"], placing);

  // What the provider does by itself, and why the program has to ask.
  it("would leave its volume behind where nobody looks back: only the provider would change", async () => {
    const { exitCode, stdout } = await preview({ ...elsewhere, looksBack: false });
    expect([exitCode, providersOf(stdout, "n8n-data")]).toEqual([
      0,
      ["same docker-pm1-apps -> docker-pm1-mgmt"],
    ]);
  });

  it.each(["preview", "up --yes", "up --yes --skip-preview"])(
    "is refused with the way to do it, and nothing is changed: %s",
    async (command) => {
      const run = await location.pulumi([...command.split(" "), "--stack", "pm1"], elsewhere);
      expect(run.exitCode).not.toBe(0);
      expect(run.output).toContain(
        'stacks/pm1.ts: 1 problem\n      n8n must stay on pm1-apps, which has its data, got pm1-mgmt. Put it back; or run "npm run move -- pm1 n8n mgmt", which says what to declare in moved.',
      );
      expect(await heldBy(location)).toEqual(before);
    },
  );

  it("is moved where that is declared: its volume stays what it is, and the rest follows", async () => {
    const moved = [{ service: "n8n", from: "apps", to: "mgmt", copy: "0123456789ab" }];
    const placing = { ...elsewhere, moved };
    const { exitCode, stdout } = await preview(placing);
    const ofService = / (n8n|n8n-(data|network|moved|reaches|release))$/;
    const steps = stepsOf(stdout)
      .filter((step) => ofService.test(step))
      .sort();
    expect([exitCode, steps]).toEqual([
      0,
      [
        "create command:remote:Command n8n-moved",
        "replace command:remote:Command n8n-reaches",
        "replace command:remote:Command n8n-release",
        "replace docker:index/network:Network n8n-network",
        "same docker:index/volume:Volume n8n-data",
        "update moco:index:ComposeService n8n",
      ],
    ]);
    const up = await location.pulumi(["up", "--yes", "--skip-preview", "--stack", "pm1"], placing);
    expect(up.exitCode).toBe(0);
    const volume = (await location.resources()).find(({ urn }) => urn.endsWith("::n8n-data"));
    expect([volume?.id, volume?.protect, volume?.provider?.split("::").at(-2)]).toEqual([
      "n8n-data-id",
      true,
      "docker-pm1-mgmt",
    ]);
  });

  it("is held to its new guest from then on, also against the program of before", async () => {
    const { exitCode, output } = await location.pulumi(["preview", "--stack", "pm1"]);
    expect(exitCode).not.toBe(0);
    expect(output).toContain("n8n must stay on pm1-mgmt, which has its data, got pm1-apps.");
    expect((await preview(elsewhere)).exitCode).toBe(0);
  });

  it("is not renamed, which would delete its data", async () => {
    const held = await heldBy(location);
    const renamed = { ...elsewhere, named: "flows" };
    const { exitCode, output } = await location.pulumi(["up", "--yes", "--stack", "pm1"], renamed);
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/resource "\S+::n8n-data" cannot be deleted/);
    expect(await heldBy(location)).toEqual(held);
  });

  it("is not destroyed as long as its data is protected", async () => {
    const held = await heldBy(location);
    const { exitCode, output } = await location.pulumi(["destroy", "--yes", "--stack", "pm1"]);
    expect(exitCode).not.toBe(0);
    expect(output).toContain("protected");
    expect(await heldBy(location)).toEqual(held);
  });

  // The way that docs/runbooks/move.md describes.
  it("is deleted once its volumes are approved by name, each of them", async () => {
    const without = { ...elsewhere, named: "" };
    const isVolume = (urn: string): boolean => urn.includes("docker:index/volume:Volume");
    const volumes = (await location.resources()).map(({ urn }) => urn).filter(isVolume);
    expect(volumes.map((urn) => urn.split("::").at(-1)).sort()).toEqual([
      "n8n-data",
      "n8n-database-data",
    ]);
    for (const key of ["database-password", "encryption-key"]) {
      await location.pulumi(["config", "rm", `secret-n8n-${key}`, "--stack", "pm1"]);
    }
    const asked: string[] = [];
    while (asked.length < volumes.length) {
      const { output } = await location.pulumi(["preview", "--stack", "pm1"], without);
      // One at a time, whichever the engine meets first.
      const [, urn = output] = /resource \\?"(.*?)\\?" cannot be deleted/.exec(output) ?? [];
      asked.push(urn);
      await location.pulumi(["state", "unprotect", "--yes", "--stack", "pm1", urn]);
    }
    expect(asked.sort()).toEqual([...volumes].sort());
    expect((await location.pulumi(["up", "--yes", "--stack", "pm1"], without)).exitCode).toBe(0);
    expect((await location.resources()).filter(({ urn }) => isVolume(urn))).toEqual([]);
  });
});

/** `<step> <type> <name>` */
function stepsOf(json: string): readonly string[] {
  const { steps } = JSON.parse(json) as {
    readonly steps: readonly { readonly op: string; readonly urn: string }[];
  };
  return steps.map(({ op, urn }) => {
    const [, , types = "", name = ""] = urn.split("::");
    return `${op} ${types.split("$").at(-1) ?? ""} ${name}`;
  });
}

/** Everything of the stack and what makes it: `<URN> <id> <provider>`. */
async function heldBy(location: DeployedLocation): Promise<readonly string[]> {
  const resources = await location.resources();
  return resources.map(({ urn, id = "", provider = "" }) => `${urn} ${id} ${provider}`).sort();
}

/** Of one volume in a preview: `<step> <provider before> -> <provider after>`. */
function providersOf(json: string, volume: string): readonly string[] {
  interface State {
    readonly provider: string;
  }
  const { steps } = JSON.parse(json) as {
    readonly steps: readonly {
      readonly op: string;
      readonly urn: string;
      readonly oldState: State;
      readonly newState: State;
    }[];
  };
  const nameOf = ({ provider }: State): string => provider.split("::").at(-2) ?? "";
  return steps
    .filter(({ urn }) => urn.endsWith(`docker:index/volume:Volume::${volume}`))
    .map(({ op, oldState, newState }) => `${op} ${nameOf(oldState)} -> ${nameOf(newState)}`);
}
