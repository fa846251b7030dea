import { accept } from "../../../model/basics/checked";
import { renderNetworkDocument } from "../../../tools/network/network-document";
import { anOwnLocation } from "../../support/own-stack";
import { planThirtyServices } from "../../support/thirty-services";

const pm1 = anOwnLocation();

describe("renderNetworkDocument", () => {
  it("lists who may connect to whom, on which port and why", () => {
    const [, page] = renderNetworkDocument([pm1]).split("\n## ");
    expect(page).toBe(
      [
        "pm1",
        "",
        "### Between guests",
        "",
        "| from     | to       | port     | why                                   |",
        "| -------- | -------- | -------- | ------------------------------------- |",
        "| the node | pm1-mgmt | tcp 22   | operators, by the management tunnel   |",
        "| the node | pm1-apps | tcp 22   | operators, by the management tunnel   |",
        "| the node | pm1-data | tcp 22   | operators, by the management tunnel   |",
        "| pm1-mgmt | pm1-apps | tcp 80   | public names, by the services' tunnel |",
        "| pm1-apps | pm1-data | tcp 5432 | pm1-apps uses n8n-database            |",
        "",
        "### On one guest",
        "",
        "| guest    | Docker network | containers         | why                 |",
        "| -------- | -------------- | ------------------ | ------------------- |",
        "| pm1-apps | `n8n.proxy`    | the proxy, n8n/n8n | public names of n8n |",
        "",
      ].join("\n"),
    );
  });

  it("names both sides of every Docker network", () => {
    const hq = accept("Pulumi.hq.yaml", planThirtyServices());
    const rows = renderNetworkDocument([hq])
      .split("\n")
      .filter((line) => line.startsWith("| hq-store"))
      .map((line) => line.replaceAll(/ +\|/g, " |"));
    expect(rows).toEqual([
      "| hq-store | `objects.proxy` | the proxy, objects/server | public names of objects |",
      "| hq-store | `registry.proxy` | the proxy, registry/web | public names of registry |",
      "| hq-store | `registry.objects` | objects/server, registry/web | registry uses objects |",
      "| hq-store | `archiver.objects` | objects/server, archiver/worker | archiver uses objects |",
    ]);
  });

  it("says so where services have nothing to do with each other", () => {
    const guests = pm1.guests.map((guest) => ({ ...guest, networks: [] }));
    expect(renderNetworkDocument([{ ...pm1, guests }])).toContain(
      "### On one guest\n\nNo service has anything to do with another one or with a proxy.\n",
    );
  });
});
