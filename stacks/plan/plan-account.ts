import type { GroupMembers } from "../../model/account/members";
import { checked, type Checked } from "../../model/basics/checked";
import { listOf } from "../../model/basics/list-of";
import { checkAccountConfig } from "../config/check-account-config";
import { checkPlaceholders } from "../config/check-placeholders";
import { checkSecrets } from "../config/check-secrets";
import type { AccountConfig } from "../config/account-config";
import type { StackConfig } from "../config/read-stack-config";
import { secretsOfAccount } from "./stack-secrets";

/** The account with its names resolved: all of it plain data. */
export interface Account {
  readonly config: AccountConfig;
  /** Who may reach the private ranges. */
  readonly operators: GroupMembers;
}

/** The account, or all that is wrong with its configuration at once. */
export function planAccount(
  source: Pick<StackConfig, "document" | "secretKeys">,
): Checked<Account> {
  const config = checkAccountConfig(source.document);
  if (config.value === undefined) return config;
  const { groups, operators } = config.value;
  const members = groups[operators];
  const problems = [
    ...checkPlaceholders(config.value),
    ...checkSecrets("account", secretsOfAccount(config.value), source),
  ];
  if (members === undefined) {
    const problem = {
      path: "operators",
      problem: "must be one of groups",
      got: `"${operators}"`,
      fix: `Use one of ${listOf(Object.keys(groups))}, or add it to groups.`,
    };
    return { value: undefined, problems: [...problems, problem] };
  }
  return checked({ config: config.value, operators: members }, problems);
}
