import type { Desk } from "../support/desk";
import { fromDocument } from "../support/from-document";

export const cloudflareToken = "planted-cloudflare-token-5b1e0f-0123456789";
export const proxmoxToken = "moco@pve!pulumi=00000000-0000-4000-8000-000000000000";

const fromReadme = (beginning: string, values: Record<string, string> = {}): string =>
  fromDocument("README.md", beginning, values);

/** README's way from nothing to a service: everything on it that needs neither a node nor an account. */
export function firstDeployment(deskOf: () => Desk): void {
  it("1. makes the stacks", async () => {
    await deskOf().succeed(fromReadme("pulumi stack init account"));
    expect(await deskOf().succeed("pulumi stack ls --json | jq -r '.[].name'")).toBe(
      "account\npm1",
    );
  }, 60_000);

  it("4. deploys the account", async () => {
    const init = fromReadme("npm run secrets -- init account");
    await deskOf().succeed(`${init} --from -`, { input: `cloudflareToken=${cloudflareToken}\n` });
    const output = await deskOf().succeed(fromReadme("pulumi up --stack account"));
    expect(output).toMatch(/\n {4}\+ \d+ created\n/);
  }, 120_000);

  it("5. hands the tunnel's token to the node, by standard input alone", async () => {
    deskOf().pretend(
      "ssh",
      `echo "$*" >>../ssh-arguments
cat >"../ssh-input-$(wc -l <../ssh-arguments)"
if [ "$*" = "root@192.0.2.10 bash -s" ]; then echo 'MOCO_API_TOKEN ${proxmoxToken}'; fi`,
    );
    const stdout = await deskOf().succeed(
      fromReadme("pulumi stack output managementTokens", { "the node's address": "192.0.2.10" }),
    );
    expect(stdout).toBe(`MOCO_API_TOKEN ${proxmoxToken}`);
    expect(deskOf().read("../ssh-arguments").trim().split("\n")).toEqual([
      "root@192.0.2.10 bash -s -- --check",
      "root@192.0.2.10 umask 077 && cat > /root/moco-tunnel-token",
      "root@192.0.2.10 bash -s",
    ]);
    const token = deskOf().read("../ssh-input-2");
    const { a, s } = JSON.parse(Buffer.from(token, "base64").toString()) as Record<string, string>;
    expect(a).toBe("0123456789abcdef0123456789abcdef");
    expect(s).toMatch(/^[A-Za-z0-9+/]{43}=$/);
    expect(deskOf().read("../ssh-arguments")).not.toContain(token);
  }, 60_000);

  it("7. deploys the location", async () => {
    const init = fromReadme("npm run secrets -- init pm1");
    const input = `cloudflareToken=${cloudflareToken}\nproxmoxToken=${proxmoxToken}\n`;
    await deskOf().succeed(`${init} --from -`, { input });
    const output = await deskOf().succeed(fromReadme("pulumi up --stack pm1"));
    expect(output).toMatch(/\n {4}\+ \d+ created\n/);
  }, 180_000);

  it("8. has nothing more to change", async () => {
    const output = await deskOf().succeed(fromReadme("pulumi preview --stack pm1"));
    expect(output).toMatch(/\n {4}\d+ unchanged\n/);
  }, 120_000);

  it("tells where guests are, and gives continuous integration its token", async () => {
    const guests = fromDocument("services/n8n/runbook.md", "pulumi stack output guests", {
      location: "pm1",
    });
    expect(await deskOf().succeed(guests)).toContain("10.50.0.70");
    const tokens = fromDocument("docs/delivery.md", "pulumi stack output serviceTokens");
    expect(await deskOf().succeed(tokens)).toContain("clientSecret");
  }, 60_000);

  it("left no secret in a stack file or in the state in plain text", async () => {
    const found = await deskOf().run(
      `grep -rlF -e '${cloudflareToken}' -e '${proxmoxToken}' Pulumi.*.yaml '${deskOf().backend}'`,
    );
    expect(found).toEqual({ exitCode: 1, stdout: "", output: "" });
  });
}
