import type { Problem } from "../../model/basics/problem";
import { refuse } from "../../model/basics/user-error";
import { allStacks, locationsOf } from "../../stacks/stack-names";

/** The real things that were named; the stand-in's part is played where one is missing. */
export interface ContractTargets {
  /** A folder with the four plugins, or `installed`. */
  readonly plugins?: string;
  readonly account?: {
    /** The zone that gets a record; one of `Pulumi.account.yaml`. */
    readonly zone: string;
    readonly tokenFile: string;
  };
  readonly node?: {
    readonly location: string;
    /** For `bootstrap --check`, `root@192.0.2.10`. */
    readonly ssh: string;
    readonly tokenFile: string;
  };
}

/** Everything that is read from the environment, with what it is for. */
export const contractVariables = {
  MOCO_CONTRACT_PLUGINS: "real provider plugins: `installed`, or a folder that holds all four",
  MOCO_CONTRACT_ACCOUNT: "a real Cloudflare account, by the name of one of its zones",
  MOCO_CONTRACT_ACCOUNT_TOKEN_FILE: "file with its API token, for nobody else to read",
  MOCO_CONTRACT_NODE: "a real Proxmox node, by the name of its location",
  MOCO_CONTRACT_NODE_TOKEN_FILE: "file with the API token that bootstrap printed",
  MOCO_CONTRACT_NODE_SSH: "how bootstrap reaches that node, root@<address>",
} as const;

type Variable = keyof typeof contractVariables;

/** Takes the environment apart; refuses what does not fit together, all of it at once. */
export function contractTargets(
  env: Readonly<Record<string, string | undefined>>,
): ContractTargets {
  const value = (name: Variable): string => env[name]?.trim() ?? "";
  const problems: Problem[] = [];
  const needed = (name: Variable, because: Variable): void => {
    if (value(name) !== "") return;
    problems.push({
      path: name,
      problem: `is missing beside ${because}`,
      fix: `Set it: ${contractVariables[name]}.`,
    });
  };
  const alone = (name: Variable, without: Variable): void => {
    if (value(name) === "" || value(without) !== "") return;
    problems.push({
      path: name,
      problem: `means nothing without ${without}`,
      fix: `Set ${without} as well, or unset this.`,
    });
  };
  const [plugins, zone, location] = [
    value("MOCO_CONTRACT_PLUGINS"),
    value("MOCO_CONTRACT_ACCOUNT"),
    value("MOCO_CONTRACT_NODE"),
  ];
  if (zone !== "") needed("MOCO_CONTRACT_ACCOUNT_TOKEN_FILE", "MOCO_CONTRACT_ACCOUNT");
  alone("MOCO_CONTRACT_ACCOUNT_TOKEN_FILE", "MOCO_CONTRACT_ACCOUNT");
  if (location !== "") {
    checkLocation(location, problems);
    needed("MOCO_CONTRACT_NODE_TOKEN_FILE", "MOCO_CONTRACT_NODE");
    needed("MOCO_CONTRACT_NODE_SSH", "MOCO_CONTRACT_NODE");
    // A stand-in of the provider makes containers on this machine, whatever node it is told.
    needed("MOCO_CONTRACT_PLUGINS", "MOCO_CONTRACT_NODE");
  }
  alone("MOCO_CONTRACT_NODE_TOKEN_FILE", "MOCO_CONTRACT_NODE");
  alone("MOCO_CONTRACT_NODE_SSH", "MOCO_CONTRACT_NODE");
  refuse("contract", problems);
  return {
    ...(plugins !== "" && { plugins }),
    ...(zone !== "" && {
      account: { zone, tokenFile: value("MOCO_CONTRACT_ACCOUNT_TOKEN_FILE") },
    }),
    ...(location !== "" && {
      node: {
        location,
        ssh: value("MOCO_CONTRACT_NODE_SSH"),
        tokenFile: value("MOCO_CONTRACT_NODE_TOKEN_FILE"),
      },
    }),
  };
}

function checkLocation(location: string, problems: Problem[]): void {
  const known = locationsOf(allStacks);
  if (known.includes(location)) return;
  problems.push({
    path: "MOCO_CONTRACT_NODE",
    problem: "must be a location",
    got: location,
    fix: `Use one of ${known.join(", ")}.`,
  });
}
