/** A test, and what of the documents' commands it runs. */
export interface CommandTest {
  /** From the root of the repository; a step of `npm test` or of a workflow will do as well. */
  readonly by: string;
  /** A text of that file which shows it. */
  readonly shows: string;
  /** As documents write them; the name of a stack is `<stack>`, an ellipsis stands for any end. */
  readonly commands: readonly string[];
  /** Where they stand, if the test runs those of one document only. */
  readonly document?: string;
}

const parts = "tests/documents/parts";
const machines = "tests/machines/11-documents.e2e.test.ts";

/** Every command that a document tells people to run and that is run here. */
export const commandTests: readonly CommandTest[] = [
  // What `npm test` and the workflows are made of.
  { by: ".github/actions/prepare/action.yaml", shows: "npm ci", commands: ["npm ci"] },
  {
    by: ".github/workflows/pull-request.yaml",
    shows: "npm run check",
    commands: ["npm run check", "npm test", "npm run network", "npm run test:unit"],
  },
  { by: "tools/test/main.ts", shows: '"floors"]', commands: ["npm run floors"] },
  {
    by: "tests/tools/documents/bring-up-to-date.test.ts",
    shows: "bringUpToDate",
    commands: ["npm run documents"],
  },
  {
    by: "tests/tools/facts/fact-files.test.ts",
    shows: "wantedFacts",
    commands: ["npm run facts"],
  },
  {
    by: "tests/machines/support/bring-up.ts",
    shows: "MOCO_KEEP_SANDBOX",
    commands: ["MOCO_KEEP_SANDBOX=true npm test", "npm run sandbox"],
  },
  {
    by: "tests/machines/support/tear-down.ts",
    shows: "destroy",
    commands: ["npm run sandbox -- destroy"],
  },
  {
    by: "tests/tools/stacks/command-line.test.ts",
    shows: "--used",
    commands: ["npx tsx tools/stacks/main.ts --used …"],
  },
  {
    by: "tests/sandbox/commands/interrupted-run.test.ts",
    shows: "up --clear-pending-creates",
    commands: ["npm run sandbox -- up --clear-pending-creates"],
  },

  // An operator's way, on the real engine.
  {
    by: `${parts}/first-deployment.ts`,
    shows: "fromReadme(",
    commands: [
      "pulumi stack init <stack> && pulumi stack init <stack>",
      "pulumi stack init <stack> && pulumi stack init <stack> && pulumi stack init <stack>",
      "pulumi stack init <stack>",
      "npm run secrets -- init <stack>",
      "npm run bootstrap",
      "npm run bootstrap -- <stack>",
      "pulumi up",
      "pulumi up --stack <stack> --policy-pack policy",
      "pulumi preview",
      "pulumi preview --stack <stack> --policy-pack policy",
      "pulumi stack output managementTokens --stack <stack> --show-secrets | …",
      "pulumi stack output serviceTokens --show-secrets --stack <stack>",
      "pulumi stack output guests --stack <stack>",
    ],
  },
  {
    by: "tests/cli/secrets/main.e2e.test.ts",
    shows: '"check", "pm1"',
    commands: ["npm run secrets -- check <stack>"],
  },
  {
    by: "tests/machines/07-rebuild.e2e.test.ts",
    shows: '["pvesh", "get"',
    commands: [
      "pvesh get /nodes/<node>/qemu/<vmId>/firewall/options",
      "pvesh get /nodes/<node>/qemu/<vmId>/firewall/rules",
    ],
  },
  {
    by: "tests/stacks/guests.e2e.test.ts",
    shows: '["--replace"',
    commands: [
      "pulumi up --stack <stack> --replace …",
      "pulumi up --stack <stack> --policy-pack policy --replace …",
    ],
  },
  {
    by: `${parts}/rotation.ts`,
    shows: '"npm run secrets -- rotate"',
    commands: [
      "npm run secrets -- rotate <stack> <key>",
      "npm run secrets -- rotate <stack> tunnelSecret-services",
    ],
  },
  {
    by: `${parts}/restore.ts`,
    shows: 'fromDelivery("jq ',
    commands: [
      "pulumi stack export --stack <stack> > now.json",
      "jq '{version, features, deployment: .checkpoint.latest} …",
      "pulumi stack import --stack <stack> --file state.json",
      "pulumi refresh",
      "pulumi refresh --stack <stack> --run-program",
    ],
  },
  {
    by: `${parts}/interrupted-deployment.ts`,
    shows: "fromRunbook(",
    commands: [
      "pulumi refresh --stack <stack> --run-program --yes --non-interactive",
      "pulumi cancel --stack <stack>",
      "pulumi stack export --stack <stack> | jq -r '.deployment.pending_operations[]? …",
      "pulumi refresh --stack <stack> --run-program --clear-pending-creates --yes --non-interactive",
      "pulumi stack export --stack <stack> --file state.json",
    ],
  },

  {
    by: `${parts}/destroy.ts`,
    shows: 'fromCloudflare("pulumi destroy',
    commands: ["pulumi destroy", "pulumi destroy --stack <stack> --run-program"],
  },
  {
    by: `${parts}/guest-that-is-gone.ts`,
    shows: '"pulumi refresh --stack"',
    commands: ["pulumi refresh --stack <stack> --target …"],
  },
  {
    by: `${parts}/rotation.ts`,
    shows: '"npm run bootstrap -- <location>"',
    commands: ["npm run bootstrap -- <stack> --ssh root@<address>"],
  },
  {
    by: "tests/machines/04-preview.e2e.test.ts",
    shows: '["--diff"]',
    commands: ["pulumi preview --stack <stack> --policy-pack policy --diff"],
  },
  {
    by: "tests/stacks/account.e2e.test.ts",
    shows: 'documentBlock("docs/cloudflare.md"',
    document: "docs/cloudflare.md",
    commands: [
      "account=<account id>",
      "api=…",
      "urn=…",
      "authorize() …",
      "pin=…",
      "app=…",
      "pulumi up --stack <stack> --yes --target …",
      "take …",
      "take() …",
      "pulumi refresh --stack <stack> --run-program --yes",
      "pulumi preview --stack <stack> --policy-pack policy --expect-no-changes",
    ],
  },
  {
    by: "tests/stacks/account.e2e.test.ts",
    shows: "documentBlock(runbook",
    document: "docs/runbooks/service-token.md",
    commands: [
      "pulumi stack output serviceTokenExpiry --stack <stack>",
      "pulumi config set --plaintext --path serviceTokens.ci.…",
      "pulumi up --stack <stack> --policy-pack policy --yes",
      "for environment in …",
    ],
  },
  {
    by: ".github/workflows/weekly.yaml",
    shows: "npm run versions",
    commands: ["npm run versions"],
  },
  {
    by: "tools/test/main.ts",
    shows: '"contract"',
    commands: ["npm run test:contract"],
  },
  {
    by: "tests/tools/contract/command-line.test.ts",
    shows: "--help",
    commands: ["npm run test:contract -- --help"],
  },

  // On machines.
  {
    by: machines,
    shows: 'readme("curl -i")',
    commands: [
      "curl -i http://n8n.moco.localhost:8080/",
      "curl -c jar -X POST …",
      "curl -b jar http://n8n.moco.localhost:8080/",
      "npm run sandbox -- status",
      "npm run sandbox -- ssh pm1-apps",
      "npm run sandbox -- preview <stack>",
      "npm run sandbox -- preview <stack> --diff",
      "npm run sandbox -- up <stack>",
      "npm run sandbox -- logs n8n -f",
    ],
  },
  {
    by: machines,
    shows: 'guest("python3 -m zipapp")',
    commands: [
      "cd release && python3 -m moco_release --help",
      "python3 -m zipapp release …",
      "cat moco-release | npm run --silent sandbox -- ssh …",
      "npm run sandbox -- ssh pm1-apps sudo /root/moco-release list",
    ],
  },
  {
    by: machines,
    shows: "onGuest(guest, command)",
    commands: [
      "sudo moco-release list",
      "sudo moco-release history n8n",
      "sudo moco-release unlock n8n",
      "docker compose -f /opt/stacks/n8n/compose.yaml logs --tail 100",
      "docker compose -f /opt/stacks/traefik/compose.yaml logs --tail 100",
      "docker compose -f /opt/stacks/<service>-database/compose.yaml ps",
      "docker compose",
      "docker system df",
      "docker volume ls",
      "docker network ls",
      "systemctl status cloudflared",
      "systemctl status docker",
      "curl -s http://127.0.0.1:20241/ready",
      "sudo moco-data-disk check",
      "sudo nft list table inet moco",
    ],
  },
  {
    by: machines,
    shows: 'nodeContainer("pm1")',
    commands: [
      "qm list",
      "qm config <vmId>",
      "ip -br address show vmbr1.10",
      "nft list table ip moco_nat; nft list table ip6 moco_nat",
      "su moco -c 'echo x | sudo -n tee …",
    ],
  },
  {
    by: machines,
    shows: '"docker pause"',
    commands: ["docker pause moco-sandbox-pm1-data"],
  },
  {
    by: "tests/machines/07-rebuild.e2e.test.ts",
    shows: '["rm", "--force", guestContainer(guest)]',
    commands: ["docker rm --force moco-sandbox-pm1-data"],
  },
  {
    by: "tests/cli/bootstrap/node-script.e2e.test.ts",
    shows: 'node.run(script, "--remove")',
    commands: ["bash node.sh", "bash node.sh --check", "bash node.sh --remove"],
  },
  {
    by: "tests/cli/bootstrap/node-script.e2e.test.ts",
    shows: "ls /var/lib/vz/snippets",
    commands: ["su moco -c 'ls …", "su moco -c 'head …"],
  },
  {
    by: "tests/machines/12-pages.e2e.test.ts",
    shows: "routedPages",
    commands: ["npx jest tests/machines/12 --selectProjects machines"],
  },
  {
    by: "tests/cli/bootstrap/node-script.test.ts",
    shows: 'execa("bash", ["-n"]',
    commands: ["npm run --silent bootstrap -- <stack> > node.sh"],
  },
  {
    by: "tests/components/compose-service/moco-release.e2e.test.ts",
    shows: '"unlock"',
    commands: ["sudo moco-release apply <service>", "moco-release --help"],
  },
  {
    by: "tests/components/compose-service/moco-release-networks.e2e.test.ts",
    shows: '"rollback"',
    commands: [
      "sudo moco-release rollback n8n",
      "sudo moco-release rollback traefik <the release that list shows>",
    ],
  },
  {
    by: "tests/guest/release/moco-release.test.ts",
    shows: "unittest",
    commands: [
      "npx jest tests/guest --selectProjects unit",
      "npx jest tests/components/compose-service/moco-release --selectProjects parts",
      "cd tests/guest/release && PYTHONPATH=../../../guest/release python3 -m unittest …",
    ],
  },

  // Moving a service, and what guests do by themselves.
  {
    by: "tests/machines/13-moving.e2e.test.ts",
    shows: '"cli/move/main.ts"',
    commands: [
      "npm run move",
      "npm run move -- <stack> n8n mgmt --dry-run",
      "npm run move -- <stack> n8n mgmt",
      "npm run move -- <stack> n8n apps",
      "npm run move -- <stack> n8n mgmt --finish",
    ],
  },
  {
    by: "tests/cli/move/move-service.e2e.test.ts",
    shows: "undoMove(wanted",
    commands: ["npm run move -- <stack> n8n mgmt --undo", "sudo moco-release volumes n8n"],
  },
  {
    by: "tests/cli/move/plan-move.test.ts",
    shows: "planMove(",
    commands: ["npm run move -- <stack> n8n-database apps"],
  },
  {
    by: "tests/stacks/moved-service.e2e.test.ts",
    shows: '"state", "unprotect"',
    commands: ["pulumi state unprotect --stack <stack> 'urn:…::n8n-data'"],
  },
  {
    by: "tests/guest/release/test_healing.py",
    shows: '"restart "*)',
    commands: ["docker restart <container>"],
  },
];
