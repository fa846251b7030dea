import { recallDeployment, type RecordedDeployment } from "../support/recorded-deployment";

// What a guest of a deployment that is there goes through, on the real engine; no machine is asked.

let deployment: RecordedDeployment | undefined;

async function pulumi(...args: readonly string[]) {
  if (deployment === undefined) throw new Error("nothing is deployed");
  return deployment.run(...args);
}

async function succeed(...args: readonly string[]): Promise<string> {
  const { exitCode, output } = await pulumi(...args);
  if (exitCode !== 0) throw new Error(`pulumi ${args.join(" ")}: ${output.slice(-3_000)}`);
  return output;
}

const up = ["up", "--yes", "--skip-preview", "--suppress-outputs"];
const refresh = ["refresh", "--yes", "--skip-preview", "--suppress-outputs"];

async function configure(values: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, value] of Object.entries(values)) {
    await succeed("config", "set", "--path", path, value);
  }
}

/** The lines of diagnostics that say what is wrong. */
async function refusalOf(values: Readonly<Record<string, string>>): Promise<readonly string[]> {
  await configure(values);
  const { exitCode, output } = await pulumi("preview");
  expect(exitCode).not.toBe(0);
  const lines = output.slice(output.indexOf("Diagnostics:")).split("\n");
  const first = lines.findIndex((line) => line.includes("before hook"));
  const last = lines.indexOf("", first);
  return lines.slice(first, last).map((line) => line.trim());
}

beforeAll(async () => {
  deployment = await recallDeployment();
  await succeed(...up);
}, 300_000);

afterAll(() => {
  deployment?.remove();
});

describe("a guest that is there", () => {
  it("is not touched after a refresh", async () => {
    await succeed(...refresh, "--target", "**proxmoxve:**");
    const { exitCode, output } = await pulumi("preview", "--expect-no-changes");
    expect(output).not.toContain("~");
    expect(exitCode).toBe(0);
  }, 120_000);
});

describe("a guest that was lost", () => {
  // Proxmox answers for a guest that is gone as if it had no rules, and says nothing of its firewall.
  it.each([
    ["as its runbook says", "**::pm1-apps-vm"],
    ["as the deploy workflow does it", "**proxmoxve:**"],
  ])(
    "gets its rules and its firewall back, %s",
    async (_way, target) => {
      deployment?.finds({ "pm1-apps-vm": null, "pm1-apps-rules": { rules: [] } });
      await succeed(...refresh, "--target", target);
      deployment?.finds({});
      expectNewFirewall(await succeed(...up), "pm1-apps-vm created");
      await succeed("preview", "--expect-no-changes");
    },
    180_000,
  );

  it("gets them back with a new rebuild token", async () => {
    await configure({ "guests.pm1-apps.rebuild": "broken" });
    expectNewFirewall(await succeed(...up), "pm1-apps-vm created replacement");
    await succeed("preview", "--expect-no-changes");
  }, 180_000);
});

describe("what a runbook replaces by name", () => {
  it("is replaced, and nothing besides", async () => {
    const names = ["pm1-apps-rules", "pm1-apps-firewall", "pm1-apps-user-data"];
    const replace = names.flatMap((name) => ["--replace", `**::${name}`]);
    const said = await succeed("preview", ...replace);
    for (const name of names) expect(said).toMatch(new RegExp(`${name} replace`));
    expect(said).toMatch(/Resources:\n {4}\+-3 to replace\n {4}\d+ unchanged/);
  }, 120_000);
});

/** Whatever was there before the machine went with it. */
function expectNewFirewall(said: string, machine: string): void {
  const made = said.indexOf(machine);
  expect(made).toBeGreaterThan(-1);
  for (const guard of ["pm1-apps-rules", "pm1-apps-firewall"]) {
    expect(said.indexOf(`${guard} created replacement`)).toBeGreaterThan(made);
  }
}

describe("a plan", () => {
  const asItIs = {
    "guests.pm1-apps.dataDisk": "64g",
    "guests.pm1-apps.systemDisk": "16g",
    "guests.pm1-apps.cores": "4",
    "location.node.datastore": "local-lvm",
  };

  afterEach(async () => {
    await configure(asItIs);
  });

  it("is refused where a data disk gets smaller", async () => {
    expect(await refusalOf({ "guests.pm1-apps.dataDisk": "32g" })).toEqual([
      'error: Preview failed: before hook "disks of pm1-apps-data" failed: pm1-apps-data: 1 problem',
      "guests.pm1-apps.dataDisk is smaller than the disk that is there, of 64g, got 32g. Write 64g: a data disk only grows. A smaller one is a new guest, to which its services move.",
    ]);
  }, 120_000);

  it("is refused where disks would get other storage, by the first guest that is asked", async () => {
    const said = await refusalOf({ "location.node.datastore": "local-zfs" });
    expect(said.map((line) => line.replaceAll(/pm1-(apps|data|mgmt)/g, "<guest>"))).toEqual([
      'error: Preview failed: before hook "disks of <guest>-data" failed: <guest>-data: 1 problem',
      'location.node.datastore is not where the disks of <guest> are, which is local-lvm, got local-zfs. Write local-lvm, or move them first: "Other storage" in docs/runbooks/guest.md.',
    ]);
  }, 120_000);

  it("is refused where a system disk gets smaller, unless the guest is rebuilt", async () => {
    expect(await refusalOf({ "guests.pm1-apps.systemDisk": "8g" })).toEqual([
      'error: Preview failed: before hook "disks of pm1-apps-vm" failed: pm1-apps-vm: 1 problem',
      "guests.pm1-apps.systemDisk is smaller than the disk that is there, of 16g, got 8g. Write 16g, or give the guest a new rebuild with it: it gets a new system disk then.",
    ]);
    await configure({ "guests.pm1-apps.rebuild": "smaller" });
    await succeed("preview");
    await configure({ "guests.pm1-apps.rebuild": "broken" });
  }, 120_000);

  it("is refused where a system disk grows together with cores or memory", async () => {
    const changes = { "guests.pm1-apps.systemDisk": "32g", "guests.pm1-apps.cores": "3" };
    expect(await refusalOf(changes)).toEqual([
      'error: Preview failed: before hook "disks of pm1-apps-vm" failed: pm1-apps-vm: 1 problem',
      "guests.pm1-apps.systemDisk grows from 16g together with cores or memory, which a running guest cannot, got 32g. Deploy one of them first, then the other.",
    ]);
  }, 120_000);

  it("has guests made anew on other storage, where their data disks have been moved before", async () => {
    const guests = {
      "pm1-mgmt": [110, 16],
      "pm1-apps": [120, 64],
      "pm1-data": [130, 128],
    } as const;
    const moved = Object.entries(guests).map(([guest, [vmId, size]]) => {
      const disk = { interface: "scsi0", datastoreId: "local-zfs", fileFormat: "raw", size };
      const path = { pathInDatastore: `vm-${String(vmId + 1_000)}-disk-0` };
      return [`${guest}-data`, { disks: [{ ...disk, ...path, discard: "on", iothread: true }] }];
    });
    deployment?.finds(Object.fromEntries(moved) as Record<string, object>);
    await succeed(...refresh, "--target", "**proxmoxve:**");
    deployment?.finds({});
    for (const guest of Object.keys(guests)) {
      await configure({ [`guests.${guest}.rebuild`]: "moved" });
    }
    await configure({ "location.node.datastore": "local-zfs" });
    const said = await succeed("preview");
    for (const guest of Object.keys(guests)) {
      expect(said).toContain(`${guest}-vm replace`);
      expect(said).not.toMatch(new RegExp(`VmLegacy ${guest}-data \\w`));
    }
  }, 180_000);
});
