import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { bootstrapCommand } from "../../../cli/bootstrap/command-line";
import { renderNodeScript } from "../../../cli/bootstrap/node-script";
import { nodeSpecOf } from "../../../cli/bootstrap/node-spec-of";
import { parseLocationFile } from "../../../cli/bootstrap/read-location-file";
import { runOverSsh } from "../../../cli/bootstrap/run-over-ssh";
import { cloneFile, cloneFolder } from "../../support/fresh-clone";
import { runCommand } from "../../support/run-command";

jest.mock("../../../cli/bootstrap/run-over-ssh", () => ({ runOverSsh: jest.fn() }));

const overSsh = jest.mocked(runOverSsh);
const file = cloneFile("pm1");
const script = renderNodeScript(
  nodeSpecOf("pm1", parseLocationFile("pm1", file, readFileSync(file, "utf8"))),
);
const token = Buffer.from('{"a":"account","t":"tunnel","s":"c2VjcmV0"}').toString("base64");
const folder = mkdtempSync(join(tmpdir(), "moco-bootstrap-"));
const tokenFile = join(folder, "token");
const host = "root@192.0.2.10";

const root = process.cwd();

let out = "";

// Where the command finds the location's file unless it is told otherwise.
beforeAll(() => {
  process.chdir(cloneFolder);
});

function bootstrap(...words: readonly string[]): ReturnType<typeof runCommand> {
  return runCommand(bootstrapCommand(), words);
}

beforeEach(() => {
  out = "";
  jest.spyOn(process.stdout, "write").mockImplementation((text) => {
    out += String(text);
    return true;
  });
  jest.spyOn(console, "error").mockImplementation(() => undefined);
  overSsh.mockReset().mockResolvedValue("");
  writeFileSync(tokenFile, `${token}\n`);
});

afterEach(() => {
  jest.restoreAllMocks();
});

afterAll(() => {
  process.chdir(root);
  rmSync(folder, { recursive: true });
});

describe("npm run bootstrap", () => {
  it.each([[["pm1"]], [["pm1", "--print"]]])("prints the script: %j", async (words) => {
    await bootstrap(...words);
    expect(out).toBe(script);
    expect(overSsh).not.toHaveBeenCalled();
  });

  it.each([
    [[], { only: undefined, tunnelToken: undefined }],
    [["--check"], { only: "--check", tunnelToken: undefined }],
    [["--remove"], { only: "--remove", tunnelToken: undefined }],
    [["--token-file", tokenFile], { only: undefined, tunnelToken: token }],
  ])("runs it over SSH with %j", async (more, options) => {
    await bootstrap("pm1", "--ssh", host, ...more);
    expect(overSsh.mock.calls).toEqual([[{ host, script, ...options }]]);
    expect(out).toBe("");
  });

  it("prints a new API token, and what to do with it", async () => {
    overSsh.mockResolvedValue("MOCO_API_TOKEN moco@pve!pulumi=x");
    await bootstrap("pm1", "--ssh", host);
    expect(out).toBe("MOCO_API_TOKEN moco@pve!pulumi=x\n");
    expect(jest.mocked(console.error).mock.calls).toEqual([
      ["Keep the part after MOCO_API_TOKEN: pulumi config set --secret proxmoxToken --stack pm1"],
    ]);
  });

  it("prints the node's host key, and what to do with it", async () => {
    overSsh.mockResolvedValue("NODE_KNOWN_HOSTS 10.50.0.1 ssh-ed25519 AAAA");
    await bootstrap("pm1", "--ssh", host);
    expect(out).toBe("NODE_KNOWN_HOSTS 10.50.0.1 ssh-ed25519 AAAA\n");
    expect(jest.mocked(console.error).mock.calls).toEqual([
      [
        "Put the part after NODE_KNOWN_HOSTS into ~/.ssh/known_hosts of everybody who deploys; docs/bootstrap.md says how.",
      ],
    ]);
  });

  it.each([
    [["--print", "--ssh", host], "bootstrap: --print and --ssh exclude each other. Leave one out."],
    [
      ["--ssh=-oProxyCommand=x"],
      'bootstrap: --ssh must be a host, got "-oProxyCommand=x". Write root@<address>.',
    ],
    [
      ["--check"],
      "bootstrap: --check, --remove and --token-file need --ssh. On the console: bash node.sh --check, or --remove.",
    ],
    [
      ["--ssh", host, "--remove", "--token-file", tokenFile],
      "bootstrap: --check, --remove and --token-file exclude each other. Leave all but one out.",
    ],
    [
      ["--ssh", host, "--token-file", "/no/such/file"],
      "bootstrap: /no/such/file cannot be read. Give another one, or create it.",
    ],
    [
      ["--config-file", "/no/such/file"],
      "bootstrap: /no/such/file cannot be read. Give another one, or create it.",
    ],
  ])("refuses %j before it does anything", async (words, message) => {
    await expect(bootstrap("pm1", ...words)).rejects.toThrow(message);
    expect(overSsh).not.toHaveBeenCalled();
    expect(out).toBe("");
  });

  it.each(["", "null\n", "moco@pve!pulumi=planted-secret-of-another-kind-0123456789\n"])(
    "refuses %j in place of a tunnel token, and does not show it",
    async (text) => {
      writeFileSync(tokenFile, text);
      await expect(bootstrap("pm1", "--ssh", host, "--token-file", tokenFile)).rejects.toThrow(
        new Error(
          `bootstrap: ${tokenFile} must hold a tunnel token, one line of base64. Take it from "pulumi stack output managementTokens --stack account --show-secrets".`,
        ),
      );
      expect(overSsh).not.toHaveBeenCalled();
    },
  );

  it.each([
    [[], "error: missing required argument 'location'"],
    [
      ["pm1", "--tokenfile", "x"],
      "error: unknown option '--tokenfile'\n(Did you mean --token-file?)",
    ],
    [["pm1", "pm2"], "error: too many arguments. Expected 1 argument but got 2."],
  ])("does not understand %j", async (words, message) => {
    expect(await bootstrap(...words)).toEqual({
      exitCode: 1,
      out: "",
      err: `${message}\n"npm run bootstrap -- --help" shows how.\n`,
    });
  });

  it("explains itself", async () => {
    expect(await bootstrap("--help")).toEqual({
      exitCode: 0,
      err: "",
      out: `Usage: npm run bootstrap -- [options] <location>

Prepares a location's Proxmox node, once; see docs/bootstrap.md.

Arguments:
  location              one of pm1, pm2: whose node

Options:
  --print               print the script, to be run on the node's console (default)
  --ssh <host>          run it over SSH, root@<address>
  --check               say what is in the way on that node, and change nothing
  --token-file <file>   tunnel token for the connector; - reads standard input
  --remove              take the management connector off again, and nothing else
  --config-file <file>  the location's configuration, if not Pulumi.<location>.yaml
  -h, --help            display help for command

Examples:
  npm run --silent bootstrap -- pm1 > node.sh
  npm run bootstrap -- pm1 --ssh root@192.0.2.10 --check
  npm run bootstrap -- pm1 --ssh root@192.0.2.10 --token-file token
`,
    });
  });
});
