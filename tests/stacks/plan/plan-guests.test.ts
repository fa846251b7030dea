import { renderProblem } from "../../../model/basics/problem";
import { flowsOf } from "../../../stacks/plan/flows";
import { type GuestContents, planGuests } from "../../../stacks/plan/plan-guests";
import { aPlacedService } from "../../support/a-placed-service";
import { appsGuest, dataGuest } from "../../support/an-instance";
import { aLocationPlan } from "../../support/location-plan";

const network = aLocationPlan({ guests: [dataGuest, appsGuest] });
const n8n = aPlacedService({ ports: [] });
const services = [
  n8n,
  aPlacedService({ name: "database", guest: "pm1-data", routes: [], ports: [] }),
];

const contents: GuestContents = {
  network,
  connectors: ["pm1-apps"],
  hostKeys: { "pm1-apps": "ssh-ed25519 AAAAapps", "pm1-data": "ssh-ed25519 AAAAdata" },
  flows: flowsOf({ guests: network.guests, services, connectors: ["pm1-data"] }),
  services,
  networksOn: ({ name }) => [{ name: `${name}.net`, why: "a test" }],
};

describe("planGuests", () => {
  it("gives every guest what belongs to it, in the order of the configuration", () => {
    const { found, problems } = planGuests(contents);
    expect(problems).toEqual([]);
    expect(found).toEqual([
      {
        plan: dataGuest,
        vlan: network.vlans[2],
        hostKey: "ssh-ed25519 AAAAdata",
        rules: [
          {
            source: "10.50.0.129",
            protocol: "tcp",
            port: 22,
            why: "operators, by the management tunnel",
          },
        ],
        services: [services[1]],
        networks: [{ name: "pm1-data.net", why: "a test" }],
        routes: [],
        connector: false,
      },
      {
        plan: appsGuest,
        vlan: network.vlans[1],
        hostKey: "ssh-ed25519 AAAAapps",
        rules: [
          {
            source: "10.50.0.134",
            protocol: "tcp",
            port: 80,
            why: "public names, by the services' tunnel",
          },
          {
            source: "10.50.0.65",
            protocol: "tcp",
            port: 22,
            why: "operators, by the management tunnel",
          },
        ],
        services: [n8n],
        networks: [{ name: "pm1-apps.net", why: "a test" }],
        routes: n8n.routes,
        connector: true,
      },
    ]);
  });

  it("names every host key that is missing", () => {
    expect(planGuests({ ...contents, hostKeys: {} }).problems.map(renderProblem)).toEqual([
      'hostKeyPublic-pm1-data is missing (public half of the guest\'s SSH host key). Run "npm run secrets -- init pm1".',
      'hostKeyPublic-pm1-apps is missing (public half of the guest\'s SSH host key). Run "npm run secrets -- init pm1".',
    ]);
  });
});
