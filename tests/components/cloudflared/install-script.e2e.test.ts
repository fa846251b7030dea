import { createHash } from "node:crypto";

import { renderConnectorUnit } from "../../../components/cloudflared/connector-unit";
import {
  renderInstallScript,
  renderRemoveScript,
} from "../../../components/cloudflared/install-script";
import { asRoot } from "../../../components/host/as-root";
import { GuestMachine, type GuestRun } from "../../support/guest-machine";

/** A connector that is connected two seconds after its start. */
const connecting = `#!/usr/bin/python3
import http.server, sys, time
assert sys.argv[1:6] == ["tunnel", "--no-autoupdate", "--metrics", "127.0.0.1:20241", "run"]
open(sys.argv[sys.argv.index("--token-file") + 1]).read()
start = time.time()
class Ready(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        self.send_response(200 if time.time() - start > 2 else 503)
        self.end_headers()
http.server.HTTPServer(("127.0.0.1", 20241), Ready).serve_forever()
`;

/** A connector that Cloudflare turns away. */
const refused = "#!/bin/sh\necho 'ERR Unauthorized: Invalid tunnel secret' >&2\nexit 1\n";

const unit = renderConnectorUnit("pm1-services");

function digestOf(program: string): string {
  return createHash("sha256").update(program).digest("hex");
}

describe("renderInstallScript on a guest", () => {
  let guest: GuestMachine;

  beforeAll(async () => {
    guest = await GuestMachine.start("connector");
    await guest.install("/srv/connecting", connecting);
    await guest.install("/srv/refused", refused);
  }, 300_000);

  afterAll(async () => {
    await guest.remove();
  }, 60_000);

  function install(program: "connecting" | "refused", sha256: string): Promise<GuestRun> {
    const release = { version: program, url: `file:///srv/${program}`, sha256 };
    return guest.run(["sh", "-c", asRoot(renderInstallScript(release, unit, 10))], "planted-token");
  }

  async function mainPid(): Promise<string> {
    return guest.succeed(["systemctl", "show", "--property=MainPID", "cloudflared.service"]);
  }

  it("ends when the connector is connected, with a token that only its user reads", async () => {
    const { exitCode, stdout } = await install("connecting", digestOf(connecting));
    expect(stdout).toBe("cloudflared connecting is connected");
    expect(exitCode).toBe(0);
    const token = await guest.succeed(["stat", "--format=%a %U", "/etc/cloudflared/token"]);
    expect(token).toBe("400 cloudflared");
    expect(await guest.succeed(["systemctl", "is-enabled", "cloudflared.service"])).toBe("enabled");
    expect(await guest.succeed(["systemctl", "is-active", "cloudflared.service"])).toBe("active");
    expect(await guest.succeed(["sh", "-c", "ps axww"])).not.toContain("planted-token");
  }, 120_000);

  it("restarts nothing when nothing changed", async () => {
    const before = await mainPid();
    expect((await install("connecting", digestOf(connecting))).exitCode).toBe(0);
    expect(await mainPid()).toBe(before);
  }, 120_000);

  it("refuses a program of another content and leaves the old one running", async () => {
    const before = await mainPid();
    const { exitCode, stderr } = await install("connecting", "ab".repeat(32));
    expect(stderr).toContain(
      `cloudflared: file:///srv/connecting has SHA-256 ${digestOf(connecting)}, not ${"ab".repeat(32)}`,
    );
    expect(exitCode).toBe(1);
    expect(await mainPid()).toBe(before);
  }, 120_000);

  it("shows the last log lines of a connector that does not connect, and puts the old one back", async () => {
    const { exitCode, stderr } = await install("refused", digestOf(refused));
    expect(stderr).toContain(
      "cloudflared refused is not connected after 10 s; its last log lines:",
    );
    expect(stderr).toContain("ERR Unauthorized: Invalid tunnel secret");
    expect(stderr).toContain("was put back.");
    expect(stderr).not.toContain("planted-token");
    expect(exitCode).toBe(1);
    await guest.waitFor(["curl", "--fail", "--silent", "http://127.0.0.1:20241/ready"], 30);
  }, 180_000);

  it("is taken off again, twice if need be", async () => {
    for (let time = 0; time < 2; time += 1) {
      expect((await guest.run(["sh", "-c", asRoot(renderRemoveScript())])).exitCode).toBe(0);
    }
    expect((await guest.run(["systemctl", "is-active", "cloudflared.service"])).stdout).toBe(
      "inactive",
    );
    expect(await guest.succeed(["ls", "-A", "/etc/cloudflared"])).toBe("");
  }, 60_000);
});
