import { Command } from "commander";
import { readFile } from "node:fs/promises";
import { text } from "node:stream/consumers";

import { UserError } from "../../model/basics/user-error";
import { allStacks, locationsOf } from "../../stacks/stack-names";
import { renderNodeScript } from "./node-script";
import { nodeSpecOf } from "./node-spec-of";
import { parseLocationFile } from "./read-location-file";
import { runOverSsh } from "./run-over-ssh";

interface Options {
  readonly print?: boolean;
  readonly ssh?: string;
  readonly check?: boolean;
  readonly remove?: boolean;
  readonly tokenFile?: string;
  readonly configFile?: string;
}

/** The command `npm run bootstrap`. */
export function bootstrapCommand(): Command {
  return new Command("npm run bootstrap --")
    .description("Prepares a location's Proxmox node, once; see docs/bootstrap.md.")
    .argument("<location>", `one of ${locationsOf(allStacks).join(", ")}: whose node`)
    .option("--print", "print the script, to be run on the node's console (default)")
    .option("--ssh <host>", "run it over SSH, root@<address>")
    .option("--check", "say what is in the way on that node, and change nothing")
    .option("--token-file <file>", "tunnel token for the connector; - reads standard input")
    .option("--remove", "take the management connector off again, and nothing else")
    .option("--config-file <file>", "the location's configuration, if not Pulumi.<location>.yaml")
    .addHelpText(
      "after",
      `
Examples:
  npm run --silent bootstrap -- pm1 > node.sh
  npm run bootstrap -- pm1 --ssh root@192.0.2.10 --check
  npm run bootstrap -- pm1 --ssh root@192.0.2.10 --token-file token`,
    )
    .showHelpAfterError('"npm run bootstrap -- --help" shows how.')
    .action(bootstrap);
}

async function bootstrap(location: string, options: Options): Promise<void> {
  refuseOptions(options);
  const file = options.configFile ?? `Pulumi.${location}.yaml`;
  const config = parseLocationFile(location, file, await readText(file));
  const script = renderNodeScript(nodeSpecOf(location, config));
  if (options.ssh === undefined) {
    process.stdout.write(script);
    return;
  }
  const tunnelToken =
    options.tokenFile === undefined ? undefined : await readToken(options.tokenFile);
  const answer = await runOverSsh({
    host: options.ssh,
    script,
    only: onlyOf(options),
    tunnelToken,
  });
  if (answer.trim() === "") return;
  process.stdout.write(`${answer}\n`);
  for (const [word, advice] of Object.entries(adviceFor(location))) {
    if (answer.includes(word)) console.error(advice);
  }
}

/** What to do with each line that the script prints, by its first word. */
function adviceFor(location: string): Readonly<Record<string, string>> {
  return {
    MOCO_API_TOKEN: `Keep the part after MOCO_API_TOKEN: pulumi config set --secret proxmoxToken --stack ${location}`,
    NODE_KNOWN_HOSTS:
      "Put the part after NODE_KNOWN_HOSTS into ~/.ssh/known_hosts of everybody who deploys; docs/bootstrap.md says how.",
  };
}

function onlyOf({ check, remove }: Options): "--check" | "--remove" | undefined {
  if (check === true) return "--check";
  return remove === true ? "--remove" : undefined;
}

function refuseOptions({ print, ssh, check, remove, tokenFile }: Options): void {
  if (print === true && ssh !== undefined) {
    throw new UserError("bootstrap: --print and --ssh exclude each other. Leave one out.");
  }
  if (ssh?.startsWith("-") === true) {
    throw new UserError(`bootstrap: --ssh must be a host, got "${ssh}". Write root@<address>.`);
  }
  if (ssh === undefined && (check === true || remove === true || tokenFile !== undefined)) {
    throw new UserError(
      "bootstrap: --check, --remove and --token-file need --ssh. On the console: bash node.sh --check, or --remove.",
    );
  }
  const given = [check === true, remove === true, tokenFile !== undefined].filter(Boolean);
  if (given.length > 1) {
    throw new UserError(
      "bootstrap: --check, --remove and --token-file exclude each other. Leave all but one out.",
    );
  }
}

async function readToken(file: string): Promise<string> {
  const token = (await readText(file)).trim();
  // What jq prints where there is no such token is "null".
  if (/^[A-Za-z0-9+/]{40,}=*$/.test(token)) return token;
  throw new UserError(
    `bootstrap: ${file} must hold a tunnel token, one line of base64. Take it from "pulumi stack output managementTokens --stack account --show-secrets".`,
  );
}

async function readText(file: string): Promise<string> {
  if (file === "-") return text(process.stdin);
  try {
    return await readFile(file, "utf8");
  } catch {
    throw new UserError(`bootstrap: ${file} cannot be read. Give another one, or create it.`);
  }
}
