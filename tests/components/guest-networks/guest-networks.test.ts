import { GuestNetworks } from "../../../components/guest-networks/guest-networks";
import { aHost } from "../../support/a-host";
import { recordLocation } from "../../support/recorded-location";
import { inputsOf, recordResources } from "../../support/recorded-resources";

const networkType = "docker:index/network:Network";

const networks = [
  { name: "n8n.proxy", why: "public names of n8n" },
  { name: "n8n.mail", why: "n8n uses mail" },
];

function createNetworks(): GuestNetworks {
  return new GuestNetworks("pm1-apps-networks", { location: "pm1", host: aHost(), networks });
}

describe("GuestNetworks", () => {
  it("makes each network under the name that services join it by, as no way out, and says on it why", async () => {
    const resources = await recordResources(createNetworks);
    const made = resources.filter(({ type }) => type === networkType);
    expect(made.map(({ name }) => name).sort()).toEqual([
      "pm1-apps-networks-n8n.mail",
      "pm1-apps-networks-n8n.proxy",
    ]);
    expect(inputsOf(resources, networkType, "pm1-apps-networks-n8n.mail")).toEqual({
      name: "n8n.mail",
      internal: true,
      labels: [
        { label: "moco.location", value: "pm1" },
        { label: "moco.why", value: "n8n uses mail" },
      ],
    });
  });

  it("publishes whose networks they are, in a preview of an empty stack too", async () => {
    const resources = await recordResources(createNetworks, { preview: true });
    expect(inputsOf(resources, "moco:index:GuestNetworks", "pm1-apps-networks")).toEqual({
      location: "pm1",
      guest: "pm1-apps",
      networks,
    });
  });

  it("gives them by name", async () => {
    let made: GuestNetworks | undefined;
    await recordResources(() => (made = createNetworks()));
    expect(Object.keys(made?.networks ?? {})).toEqual(["n8n.proxy", "n8n.mail"]);
  });

  it("waits for the guest", async () => {
    const { waits } = await recordLocation(createNetworks, { slow: "pm1-apps" });
    expect(waits("pm1-apps", "pm1-apps-networks-n8n.proxy")).toBe(true);
  });
});
