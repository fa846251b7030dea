import { askGuests } from "../../../cli/move/service-facts";

describe("askGuests", () => {
  it("asks every guest what it has", async () => {
    const run = (guest: string, command: string): Promise<string> => {
      expect(command).toBe("sudo moco-release volumes n8n");
      const deployed = guest === "pm1-apps";
      return Promise.resolve(JSON.stringify({ deployed, free: 1, volumes: [] }));
    };
    expect(await askGuests({ run }, ["pm1-mgmt", "pm1-apps"], "n8n")).toEqual([
      { guest: "pm1-mgmt", deployed: false, free: 1, volumes: [] },
      { guest: "pm1-apps", deployed: true, free: 1, volumes: [] },
    ]);
  });

  it("names the guest whose answer means nothing", async () => {
    const run = (): Promise<string> => Promise.resolve("usage: moco-release");
    await expect(askGuests({ run }, ["pm1-apps"], "n8n")).rejects.toThrow(
      'pm1-apps: its release tool does not know moves yet. Run "pulumi up" once before, without the move.',
    );
  });
});
