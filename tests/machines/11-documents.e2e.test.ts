import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { onGuest } from "@moco-sandbox/commands/shell";
import { nodeContainer, repositoryRoot } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";
import execa from "execa";

import { fromDocument } from "../documents/support/from-document";

const place = mkdtempSync(join(tmpdir(), "moco-documents-"));

afterAll(() => {
  rmSync(place, { recursive: true });
});

interface Said {
  readonly exitCode: number;
  readonly output: string;
}

/** Runs what a document says on this machine, in Bash. */
async function here(command: string, input = "", cwd = repositoryRoot): Promise<Said> {
  const run = await execa("bash", ["-o", "pipefail", "-c", command], {
    cwd,
    input,
    reject: false,
    all: true,
  });
  return { exitCode: run.exitCode, output: String(run.all) };
}

describe("README's commands for the sandbox", () => {
  const readme = (beginning: string): string => fromDocument("README.md", beginning);

  it("refuse a stranger, sign in, and are answered", async () => {
    const stranger = await here(readme("curl -i"), "", place);
    expect(stranger.output).toContain("HTTP/1.1 403");
    expect((await here(readme("curl -c jar"), "", place)).exitCode).toBe(0);
    expect((await here(readme("curl -b jar"), "", place)).output).toContain("<title>n8n.io");
  });

  it.each<[string, string, RegExp]>([
    ["npm run sandbox -- status", "", /^pm1-apps\b.*/m],
    ["npm run sandbox -- ssh", "hostname\n", /^pm1-apps$/m],
    ["npm run sandbox -- preview", "", /\d+ unchanged/],
    ["npm run sandbox -- up", "", /pm1/],
  ])("%s", async (beginning, input, said) => {
    const { exitCode, output } = await here(readme(beginning), input);
    expect(output).toMatch(said);
    expect(exitCode).toBe(0);
  });

  it("follow what a service says", async () => {
    // It goes on until it is told to stop; what there is it shows at once.
    const { output } = await here(`timeout 30 ${readme("npm run sandbox -- logs")}`);
    expect(output).toMatch(/n8n/);
  });
});

describe("guest/README.md's way to try a change of the release tool", () => {
  const guest = (beginning: string): string => fromDocument("guest/README.md", beginning);

  it("packs it, brings it to a guest, and runs it there", async () => {
    const folder = join(repositoryRoot, "guest");
    expect((await here(guest("cd release &&"), "", folder)).output).toContain("usage: ");
    const packed = join(place, "moco-release");
    const pack = guest("python3 -m zipapp").replace(/-o moco-release$/, `-o '${packed}'`);
    expect(await here(pack, "", folder)).toEqual({ exitCode: 0, output: "" });
    expect(existsSync(packed)).toBe(true);
    const bring = guest("cat moco-release").replace("cat moco-release", `cat '${packed}'`);
    expect((await here(bring)).exitCode).toBe(0);
    const { exitCode, output } = await here(guest("npm run sandbox -- ssh pm1-apps"));
    expect(output).toMatch(/^n8n /m);
    expect(exitCode).toBe(0);
    await onGuest("pm1-apps", "sudo rm /root/moco-release");
  });
});

describe("runbooks' commands on a guest", () => {
  it.each<[string, string, string, RegExp]>([
    ["guest/README.md", "sudo moco-release list", "pm1-apps", /^n8n .*/m],
    ["guest/README.md", "sudo moco-release history", "pm1-apps", /apply/],
    ["guest/README.md", "sudo moco-release unlock", "pm1-apps", /^n8n is not locked$/],
    ["services/n8n/runbook.md", "docker compose", "pm1-apps", /n8n/],
    ["docs/runbooks/traefik.md", "docker compose", "pm1-apps", /traefik/],
    ["docs/runbooks/traefik.md", "systemctl status", "pm1-apps", /Active: active \(running\)/],
    ["docs/runbooks/traefik.md", "curl -s", "pm1-apps", /"readyConnections":/],
    ["docs/runbooks/guest.md", "docker system df", "pm1-apps", /^Images /m],
    ["docs/runbooks/guest.md", "systemctl status docker", "pm1-apps", /Active: active \(running\)/],
    ["docs/runbooks/guest.md", "sudo moco-data-disk", "pm1-apps", /^/],
    ["docs/runbooks/interrupted-deployment.md", "docker volume", "pm1-apps", /n8n-data/],
    ["docs/runbooks/interrupted-deployment.md", "docker network ls", "pm1-apps", /n8n\.proxy/],
    ["services/postgres/runbook.md", "docker compose", "pm1-data", /n8n-database/],
    ["services/postgres/runbook.md", "sudo nft", "pm1-data", /dport 5432/],
  ])("%s: %s", async (document, beginning, guest, said) => {
    const command = fromDocument(document, beginning, { service: "n8n" });
    expect(await onGuest(guest, command)).toMatch(said);
  });
});

describe("docs/bootstrap.md's proofs on a node", () => {
  it.each<[string, RegExp]>([
    ["ip -br address", /10\.50\.0\.1\/26/],
    ["nft list table ip moco_nat", /table ip6 moco_nat/],
    ["curl -s http", /"readyConnections":/],
  ])("%s", async (beginning, said) => {
    const command = fromDocument("docs/bootstrap.md", beginning);
    expect(await inContainer(nodeContainer("pm1"), ["bash", "-c", command])).toMatch(said);
  });

  it.each<[string, RegExp]>([
    ["qm list", /^ +120 pm1-apps +running/m],
    ["qm config", /"name": "pm1-apps"/],
  ])("docs/runbooks/interrupted-deployment.md: %s", async (beginning, said) => {
    const runbook = "docs/runbooks/interrupted-deployment.md";
    const command = fromDocument(runbook, beginning, { vmId: "120" });
    expect(await inContainer(nodeContainer("pm1"), ["bash", "-c", command])).toMatch(said);
  });

  it("refuses the upload user what lies outside of its folder", async () => {
    const command = fromDocument("docs/bootstrap.md", "su moco -c 'echo");
    const outcome = ["bash", "-c", `${command} >/dev/null 2>&1; echo $?`];
    expect((await inContainer(nodeContainer("pm1"), outcome)).trim()).toBe("1");
  });
});

describe("docs/sandbox.md's ways to break things", () => {
  it("pause a guest", async () => {
    const pause = fromDocument("docs/sandbox.md", "docker pause");
    expect((await here(pause)).exitCode).toBe(0);
    expect((await here(pause.replace("pause", "unpause"))).exitCode).toBe(0);
  });
});
