import { execFileSync } from "node:child_process";

import {
  renderReachesRemoval,
  renderReachesScript,
} from "../../../components/compose-service/reaches-script";
import { aPlacedService } from "../../support/a-placed-service";

const reaches = [
  { service: "n8n-database", address: "10.50.0.134", port: 5432 },
  { service: "cache", address: "10.50.0.134", port: 23240 },
];

describe("renderReachesScript", () => {
  const script = renderReachesScript(aPlacedService({ name: "n8n", reaches }));

  it("opens what the service needs to the bridge of its own network", () => {
    expect(script).toBe(`set -euo pipefail
read -r network
bridge=\${network:0:12}
install --directory --mode=0755 /etc/moco/reaches
cat >'/etc/moco/reaches/n8n.nft'.new <<RULES
add rule inet moco reaches iifname "br-$bridge" ip daddr 10.50.0.134 tcp dport 5432 accept comment "n8n uses n8n-database"
add rule inet moco reaches iifname "br-$bridge" ip daddr 10.50.0.134 tcp dport 23240 accept comment "n8n uses cache"
RULES
mv --force '/etc/moco/reaches/n8n.nft'.new '/etc/moco/reaches/n8n.nft'
systemctl reload-or-restart moco-firewall.service
`);
  });

  it("names the bridge as Docker does, by the first twelve letters of the network's id", () => {
    const rules = execFileSync(
      "bash",
      [
        "-c",
        script.replace(/^install .*\ncat >\S+ /m, "cat ").replace(/^(mv|systemctl) .*$/gm, ""),
      ],
      { input: "0123456789abcdef0123\n", encoding: "utf8" },
    );
    expect(rules).toContain('iifname "br-0123456789ab" ip daddr 10.50.0.134 tcp dport 5432 accept');
  });
});

describe("renderReachesRemoval", () => {
  it("takes the service's rules away and reads the others anew", () => {
    expect(renderReachesRemoval({ name: "n8n" })).toBe(`set -euo pipefail
rm -f '/etc/moco/reaches/n8n.nft'
systemctl reload-or-restart moco-firewall.service
`);
  });
});
