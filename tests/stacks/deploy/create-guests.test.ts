import { type MadeLocation, makeLocation } from "../../support/a-made-location";
import { anOwnLocation } from "../../support/own-stack";
import { type LocationRecording, recordLocation } from "../../support/recorded-location";
import { inputsOf } from "../../support/recorded-resources";

// A whole location is recorded: a busy machine takes its time for it.
jest.setTimeout(60_000);

const location = anOwnLocation();
const snippetType = "proxmoxve:index/fileLegacy:FileLegacy";

let guests: MadeLocation["guests"] = [];

function record(recording: LocationRecording = {}): ReturnType<typeof recordLocation> {
  return recordLocation(() => {
    guests = makeLocation(location).guests;
  }, recording);
}

describe("createGuests", () => {
  it("makes every guest of the plan, reached with the host key of its own", async () => {
    const { resources } = await record();
    expect(guests.map(({ planned, vm }) => [planned.plan.name, vm.connection])).toEqual([
      ["pm1-mgmt", connectionTo("10.50.0.10", "pm1-mgmt")],
      ["pm1-apps", connectionTo("10.50.0.70", "pm1-apps")],
      ["pm1-data", connectionTo("10.50.0.134", "pm1-data")],
    ]);
    const { sourceRaw } = inputsOf(resources, snippetType, "pm1-apps-user-data");
    expect((sourceRaw as { readonly data: string }).data).toContain(
      "value of hostKeyPrivate-pm1-apps",
    );
  });

  it("asks the location's node for all of it", async () => {
    const { resources, providers } = await record();
    const onNode = resources.filter(({ type }) => type.startsWith("proxmoxve:"));
    expect(onNode.length).toBeGreaterThan(15);
    expect(onNode.filter(({ name }) => providers[name] !== "proxmox")).toEqual([]);
  });

  it("makes one guest after the other", async () => {
    const { waits } = await record({ slow: "pm1-mgmt-vm" });
    expect(waits("pm1-mgmt-vm", "pm1-apps-vm")).toBe(true);
    expect(waits("pm1-apps-vm", "pm1-data-vm")).toBe(true);
  });

  it.each(["pm1-tunnel-tunnel", "pm1-network-data"])("waits for %s", async (slow) => {
    const { waits } = await record({ slow });
    expect(waits(slow, "pm1-mgmt-vm")).toBe(true);
  });
});

function connectionTo(host: string, guest: string): Record<string, unknown> {
  return { host, port: 22, user: "ops", hostKey: `ssh-ed25519 AAAA${guest}` };
}
