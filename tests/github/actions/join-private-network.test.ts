import { createServer, type Server } from "node:net";
import type { AddressInfo } from "node:net";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { Runner } from "../support/runner";

const folder = join(repositoryRoot, ".github/actions/join-private-network");
const enrolment = { TEAM: "moco", CLIENT_ID: "id.access", CLIENT_SECRET: "planted-5b1e0f" };

/**
 * A client that says one thing after another: at each question for its status it goes on, and stays at the last.
 * `connect` is counted in the file `connects`, and refused where the state says so.
 */
function warpClient(...states: readonly string[]): string {
  const lines = states.map((state) => `'${state}'`).join(" ");
  return `states=(${lines})
asked=$(cat "$HOME/asked" 2>/dev/null || echo 0)
case "$2" in
  status)
    echo $((asked + 1)) >"$HOME/asked"
    if [ "$asked" -ge "\${#states[@]}" ]; then asked=$((\${#states[@]} - 1)); fi
    state=\${states[$asked]}
    echo "$state"
    case "$state" in *daemon*) exit 1 ;; esac
    ;;
  connect) exit "\${CONNECT_FAILS:-0}" ;;
  settings) echo "Organization: moco" ;;
esac`;
}

const noDaemon = "Unable to connect to the CloudflareWARP daemon: No such file or directory";
const missing = "Status update: Unable\nReason: Registration Missing";
const connecting = "Status update: Connecting";
const connected = "Status update: Connected\nNetwork: healthy";
const sleep = "";

/** A few tries stand for the sixty that are asked for. */
const seq = "echo 1 2 3 4 5 6";

let runner: Runner;

afterEach(() => {
  runner.remove();
});

describe("join.sh", () => {
  let server: Server;
  let reach = "";

  beforeAll((done) => {
    server = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1", () => {
      reach = `127.0.0.1:${String((server.address() as AddressInfo).port)}`;
      done();
    });
  });

  afterAll((done) => {
    server.close(() => {
      done();
    });
  });

  const join_ = (environment: Readonly<Record<string, string>>): ReturnType<Runner["runFile"]> =>
    runner.runFile(join(folder, "join.sh"), environment);

  it("is through at once where the client is connected", async () => {
    runner = new Runner({ "warp-cli": warpClient(connected), sleep, seq });
    expect(await join_({ REACH: reach })).toEqual({
      exitCode: 0,
      output: "",
      calls: ["seq 60", "warp-cli --accept-tos status"],
    });
  });

  it("waits for a daemon that is not up and a registration that is missing, and connects again after each", async () => {
    const states = [noDaemon, missing, connecting, missing, connecting, connected];
    runner = new Runner({ "warp-cli": warpClient(...states), sleep, seq });
    const { exitCode, calls } = await join_({ REACH: reach, CONNECT_FAILS: "1" });
    const connects = calls.filter((call) => call === "warp-cli --accept-tos connect");
    expect({ exitCode, connects: connects.length }).toEqual({ exitCode: 0, connects: 3 });
    expect(calls.filter((call) => call === "sleep 2")).toHaveLength(5);
  });

  it.each([
    [
      "was never enrolled",
      missing,
      "::error::The runner was not enrolled. Check WARP_CLIENT_ID and WARP_CLIENT_SECRET, that the service token has not expired, and that 'automation' names it in Pulumi.account.yaml.",
    ],
    [
      "never connects",
      connecting,
      "::error::The WARP client did not connect. Check CLOUDFLARE_TEAM, and what the client says above.",
    ],
    [
      "never starts",
      noDaemon,
      "::error::The WARP client did not connect. Check CLOUDFLARE_TEAM, and what the client says above.",
    ],
  ])("gives up on a client that %s, and says what to check", async (_, state, message) => {
    runner = new Runner({ "warp-cli": warpClient(state), sleep, seq });
    const { exitCode, output, calls } = await join_({ REACH: reach });
    expect(exitCode).toBe(1);
    expect(output.split("\n").at(-1)).toBe(message);
    expect(output).toContain(`WARP says: ${state}`);
    expect(calls.filter((call) => call === "sleep 2")).toHaveLength(6);
    expect(calls[0]).toBe("seq 60");
  });

  it("gives up on an address that does not answer although the client is connected", async () => {
    // Nobody listens on a port that was just given back.
    const free = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => free.once("listening", resolve));
    const closed = `127.0.0.1:${String((free.address() as AddressInfo).port)}`;
    await new Promise((resolve) => free.close(resolve));
    runner = new Runner({ "warp-cli": warpClient(connected), sleep, seq });
    const { exitCode, output } = await join_({ REACH: closed });
    expect(exitCode).toBe(1);
    expect(output.split("\n").at(-1)).toBe(
      `::error::${closed} does not answer. Check the network policies and the node's management connector.`,
    );
  });
});

describe("install.sh", () => {
  const install = (environment: Readonly<Record<string, string>>): ReturnType<Runner["runFile"]> =>
    runner.runFile(join(folder, "install.sh"), environment);
  // The last argument but one is the file.
  const curl = 'while [ "$1" != --output ]; do shift; done; echo a package >"$2"';
  const apt = { "apt-get": "" };

  it("enrols by the service token, which no command line has, and installs the pinned package", async () => {
    runner = new Runner({ curl, ...apt, sha256sum: "cat >/dev/null" });
    const { exitCode, output, calls } = await install(enrolment);
    expect({ exitCode, output }).toEqual({ exitCode: 0, output: "" });
    expect(runner.read("var/lib/cloudflare-warp/mdm.xml")).toBe(`<dict>
  <key>organization</key><string>moco</string>
  <key>auth_client_id</key><string>id.access</string>
  <key>auth_client_secret</key><string>planted-5b1e0f</string>
  <key>service_mode</key><string>warp</string>
  <key>auto_connect</key><integer>1</integer>
  <key>onboarding</key><false/>
</dict>
`);
    expect(calls.join("\n")).toMatch(
      /^curl .*\/cloudflare-warp_[\d.]+_amd64\.deb\nsha256sum .*\napt-get update -qq\napt-get install -y -qq \/\S+\/cloudflare-warp\.deb$/,
    );
    expect(calls.join("\n")).not.toContain(enrolment.CLIENT_SECRET);
  });

  it("installs no other package than the pinned one", async () => {
    runner = new Runner({ curl, ...apt });
    const { exitCode, output, calls } = await install(enrolment);
    expect(exitCode).toBe(1);
    expect(output).toMatch(
      /^::error::cloudflare-warp [\d.]+ is not the package that is pinned\. Compare both in \.github\/actions\/join-private-network\/install\.sh\.$/,
    );
    expect(calls.filter((call) => call.startsWith("apt-get"))).toEqual([]);
  });

  it.each(Object.keys(enrolment))(
    "names %s where it is empty, before anything is done",
    async (name) => {
      runner = new Runner({ curl, ...apt });
      const { exitCode, output, calls } = await install({ ...enrolment, [name]: "" });
      expect({ exitCode, output, calls }).toEqual({
        exitCode: 1,
        output: `::error::${name} is empty. Set CLOUDFLARE_TEAM, WARP_CLIENT_ID and WARP_CLIENT_SECRET as docs/delivery.md says.`,
        calls: [],
      });
    },
  );
});
