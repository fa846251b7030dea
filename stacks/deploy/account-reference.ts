import * as pulumi from "@pulumi/pulumi";

import { UserError } from "../../model/basics/user-error";

/** What a location needs from the stack `account`. */
export interface AccountReference {
  /** Reusable Access policies by `login:<group>`, `serviceToken:<token>` and `public`. */
  readonly policyIds: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * Reads the stack `account` of the same organization. Which policies there must be is plain data, so
 * a preview works before the account was ever deployed; an `up` says what is missing.
 */
export function readAccount(policyKeys: readonly string[]): AccountReference {
  const name = `${pulumi.getOrganization()}/${pulumi.getProject()}/account`;
  const stack = new pulumi.StackReference("account", { name });
  const known = stack.getOutput("policyIds") as pulumi.Output<
    Readonly<Record<string, string>> | undefined
  >;
  return {
    policyIds: Object.fromEntries(policyKeys.map((key) => [key, policyId(known, key)])),
  };
}

function policyId(
  known: pulumi.Output<Readonly<Record<string, string>> | undefined>,
  key: string,
): pulumi.Output<string> {
  return known.apply((ids) => {
    const id = ids?.[key];
    if (id !== undefined) return id;
    if (pulumi.runtime.isDryRun()) return `not-deployed-yet-${key}`;
    throw new UserError(
      `stack account: policyIds.${key} is missing. Add it to Pulumi.account.yaml and run "pulumi up --stack account" first.`,
    );
  });
}
