import { shellWord } from "../../model/basics/shell-word";
import type { PlacedService } from "../../model/service/placed-service";
import { reachesFolder } from "../host/host";

/**
 * Lets a service's containers connect to what the service needs on other guests: reads the id of its Docker
 * network from standard input, after which Docker has named the bridge that they send from.
 */
export function renderReachesScript({ name, reaches }: PlacedService): string {
  const rules = reaches.map(
    ({ service, address, port }) =>
      `add rule inet moco reaches iifname "br-$bridge" ip daddr ${address} tcp dport ${String(port)} accept comment "${name} uses ${service}"`,
  );
  return `set -euo pipefail
read -r network
bridge=\${network:0:12}
install --directory --mode=0755 ${reachesFolder}
cat >${fileOf(name)}.new <<RULES
${rules.join("\n")}
RULES
mv --force ${fileOf(name)}.new ${fileOf(name)}
${reload}
`;
}

/** Takes them away again, when the service needs nothing there any more. */
export function renderReachesRemoval({ name }: Pick<PlacedService, "name">): string {
  return `set -euo pipefail
rm -f ${fileOf(name)}
${reload}
`;
}

/** All rules are read anew in one transaction. */
const reload = "systemctl reload-or-restart moco-firewall.service";

function fileOf(service: string): string {
  return shellWord(`${reachesFolder}/${service}.nft`);
}
