import { onGuest } from "@moco-sandbox/commands/shell";
import { stackFilePath } from "@moco-sandbox/commands/stack-file";
import { guestContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

import { assignedPort } from "../../stacks/plan/published-ports";
import { Checkout } from "./support/checkout";
import { command, pulumi, type Said } from "./support/engine";

const fixture = "tests/fixtures/related-services/related-services";
const secret = "secret-ledger-database-password";
const cachePort = String(assignedPort("cache", "redis"));
const dataGuest = "10.50.0.134";

const config = (...words: readonly string[]): readonly string[] => [
  ...["config", ...words, "--stack", "pm1", "--config-file", stackFilePath("pm1")],
];

/** Runs a command in a container on a guest and gives its output, or its failure's exit code. */
async function inService(guest: string, container: string, script: string): Promise<string> {
  const words = `sudo docker exec ${container} bash -c '${script}' 2>/dev/null || echo "exit code $?"`;
  return onGuest(guest, words);
}

/** Asks what speaks Redis at an address; silent where nobody answers. */
const ping = (host: string, port: string): string =>
  `exec 3<>/dev/tcp/${host}/${port} && printf "PING\\r\\n" >&3 && timeout 3 head -n 1 <&3`;

const knocks = (host: string, port: string): string =>
  `timeout 3 bash -c "</dev/tcp/${host}/${port}" && echo open`;

const unreachable = expect.stringMatching(/^exit code \d+$/) as unknown;

describe("relations", () => {
  let said: Said;

  beforeAll(async () => {
    await command(config("set", secret, "--secret"), "pl4ntedLedgerPassw0rd");
    const checkout = new Checkout()
      .copy(`${fixture}.ts`)
      .edit(
        "stacks/pm1.ts",
        "import { n8n }",
        `import { board, cache, ledger } from "../${fixture}";\nimport { n8n }`,
      )
      .edit(
        "stacks/pm1.ts",
        '{ service: n8n, on: "apps" }',
        '{ service: n8n, on: "apps" }, { service: ledger, on: "apps", ownedOn: "apps" }, { service: board, on: "mgmt" }, { service: cache, on: "data" }',
      );
    said = await pulumi("up", "pm1", [], checkout.directory);
    checkout.remove();
  });

  afterAll(async () => {
    await command(config("rm", secret));
    expect((await pulumi("up", "pm1")).ok).toBe(true);
    for (const guest of ["pm1-apps", "pm1-mgmt", "pm1-data"]) {
      const networks = await onGuest(guest, "sudo docker network ls --format '{{.Name}}'");
      expect(networks).not.toMatch(/ledger|board|cache/);
    }
  });

  it("are deployed together, each service after those that it needs", () => {
    expect(said.output).not.toContain("error:");
    expect(said.ok).toBe(true);
  });

  it("lead to a database on the same guest, which publishes no port", async () => {
    const password = "PGPASSWORD=$(cat $PGPASSWORD_FILE)";
    const answer = `${password} psql -tAc "select current_user || 1"`;
    expect(await inService("pm1-apps", "ledger-ledger-1", answer)).toBe("ledger1");
    const ports = "sudo docker inspect -f '{{json .HostConfig.PortBindings}}'";
    expect(await onGuest("pm1-apps", `${ports} ledger-database-ledger-database-postgres-1`)).toBe(
      "{}",
    );
  });

  it.each([
    ["pm1-apps", "ledger-ledger-1"],
    ["pm1-mgmt", "board-board-1"],
  ])("lead from %s, %s, to the cache on a third guest", async (guest, container) => {
    expect(await inService(guest, container, ping("$CACHE_HOST", "$CACHE_PORT"))).toBe("+PONG");
    expect(await inService(guest, container, 'echo "$CACHE_HOST:$CACHE_PORT"')).toBe(
      `${dataGuest}:${cachePort}`,
    );
  });

  it.each([
    ["a container of the same service", "ledger-ledger-bystander-1", "6379"],
    ["a container of another service on the same guest", "n8n-n8n-1", "5678"],
  ])("are closed to %s", async (_, container, ownPort) => {
    const database = await addressOf("ledger-database-ledger-database-postgres-1");
    // It can knock, and the database opens where it may.
    expect(await inService("pm1-apps", container, knocks("127.0.0.1", ownPort))).toBe("open");
    expect(await inService("pm1-apps", "ledger-ledger-1", knocks(database, "5432"))).toBe("open");
    for (const host of [database, "ledger-database-postgres"]) {
      expect(await inService("pm1-apps", container, knocks(host, "5432"))).toEqual(unreachable);
    }
  });

  it.each([
    ["n8n, which needs another port there", "n8n-n8n-1", "5678", cachePort],
    ["the ledger's own database", "ledger-database-ledger-database-postgres-1", "5432", cachePort],
    ["the ledger, of what only n8n needs", "ledger-ledger-1", "", "5432"],
  ])(
    "cross guests for nobody but those who need it: not for %s",
    async (_, container, own, port) => {
      // It can knock: on itself, or on what it needs.
      const control = own === "" ? knocks(dataGuest, cachePort) : knocks("127.0.0.1", own);
      expect(await inService("pm1-apps", container, control)).toBe("open");
      expect(await inService("pm1-apps", container, knocks(dataGuest, port))).toEqual(unreachable);
    },
  );

  it("let no container reach guests, gateways or the node", async () => {
    for (const target of ["10.50.0.1 22", "10.50.0.65 22", "10.50.0.10 22", `${dataGuest} 22`]) {
      const [host = "", port = ""] = target.split(" ");
      expect(await inService("pm1-apps", "ledger-ledger-1", knocks(host, port))).toEqual(
        unreachable,
      );
    }
  });

  it("are closed to every other guest", async () => {
    for (const guest of ["pm1-mgmt", "pm1-data"]) {
      for (const port of ["5432", cachePort, "6379"]) {
        const script = `${knocks("10.50.0.70", port)} || echo "exit code $?"`;
        const tried = await inContainer(guestContainer(guest), ["bash", "-c", script]);
        expect(tried.trim()).toEqual(unreachable);
      }
    }
  });

  it("have no network in common with the routed services of their guest", async () => {
    const networks =
      "sudo docker inspect -f '{{range $k, $v := .NetworkSettings.Networks}}{{$k}} {{end}}'";
    const of = async (container: string): Promise<readonly string[]> =>
      (await onGuest("pm1-apps", `${networks} ${container}`)).trim().split(" ").sort();
    expect(await of("ledger-ledger-1")).toEqual(["ledger", "ledger.ledger-database"]);
    expect(await of("ledger-ledger-bystander-1")).toEqual(["ledger"]);
    expect(await of("ledger-database-ledger-database-postgres-1")).toEqual([
      "ledger-database",
      "ledger.ledger-database",
    ]);
    expect(await of("n8n-n8n-1")).toEqual(["n8n", "n8n.proxy"]);
    expect(await of("traefik-traefik-1")).toEqual(["n8n.proxy", "traefik"]);
  });

  /** Address of a container on the network that it shares with the service that needs it. */
  async function addressOf(container: string): Promise<string> {
    const network = '(index .NetworkSettings.Networks "ledger.ledger-database")';
    const inspect = `sudo docker inspect -f '{{${network}.IPAddress}}' ${container}`;
    return (await onGuest("pm1-apps", inspect)).trim();
  }
});
