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
        'stacks/pm1.ts: 1 problem\n      n8n must stay on pm1-apps, which has its data, got pm1-mgmt. Put it back; or run "npm run move -- pm1 n8n mgmt" and declare it: moved: [{ service: "n8n", from: "apps", to: "mgmt" }].',
      );
      expect(await heldBy(location)).toEqual(before);
    },
  );
});

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
