import type { Flow } from "../../model/location/flow";
import type { Location, PlannedGuest } from "../../stacks/plan/location";
import { renderTable } from "../documents/markdown-table";

const introduction = `# Network

From the plan of every location. What is not in these lists cannot connect: guests drop it, and so does Proxmox at
their network card.

Containers of one service share a network that nobody else joins; it is not listed here.`;

/** Who may connect to whom: between guests, and between services of one guest. */
export function renderNetworkDocument(locations: readonly Location[]): string {
  return [introduction, ...locations.map(renderLocation)].join("\n\n") + "\n";
}

function renderLocation({ name, flows, guests }: Location): string {
  const networks = guests.flatMap(networkRows);
  return [
    `## ${name}`,
    "### Between guests",
    renderTable(["from", "to", "port", "why"], flows.filter(leavesItsGuest).map(flowRow)),
    "### On one guest",
    networks.length === 0
      ? "No service has anything to do with another one or with a proxy."
      : renderTable(["guest", "Docker network", "containers", "why"], networks),
  ].join("\n\n");
}

/** A guest's connections to itself pass no firewall. */
function leavesItsGuest({ from, to }: Flow): boolean {
  return !("guest" in from) || from.guest !== to;
}

function flowRow({ from, to, protocol, port, why }: Flow): readonly string[] {
  return ["guest" in from ? from.guest : "the node", to, `${protocol} ${String(port)}`, why];
}

function networkRows({ plan, networks, services, routes }: PlannedGuest): readonly string[][] {
  return networks.map(({ name, why }) => {
    const members = services.flatMap((service) =>
      Object.entries(service.containers)
        .filter(([, { networks: own, attachedNetworks }]) =>
          [...own, ...attachedNetworks].includes(name),
        )
        .map(([container]) => `${service.name}/${container}`),
    );
    const proxy = routes.some(({ service }) => name === `${service}.proxy`) ? ["the proxy"] : [];
    return [plan.name, `\`${name}\``, [...proxy, ...members].join(", "), why];
  });
}
