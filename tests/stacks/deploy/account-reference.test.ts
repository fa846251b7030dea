import { UserError } from "../../../model/basics/user-error";
import { readAccount } from "../../../stacks/deploy/account-reference";
import { type LocationRecording, recordLocation } from "../../support/recorded-location";
import { valueOf } from "../../support/value-of";

const key = "login:automation";

async function policyId(recording: LocationRecording): Promise<unknown> {
  let id: unknown;
  await recordLocation(() => {
    const output = readAccount([key]).policyIds[key];
    id = output === undefined ? undefined : valueOf(output);
  }, recording);
  return id;
}

describe("readAccount", () => {
  it("reads the stack account of the same organization and project", async () => {
    const { resources } = await recordLocation(() => readAccount([]));
    expect(resources).toEqual([
      {
        type: "pulumi:pulumi:StackReference",
        name: "account",
        inputs: { name: "moco/moco-infra/account" },
      },
    ]);
  });

  it("gives what the account has", async () => {
    expect(await policyId({})).toBe("policy-automation");
  });

  it("gives a word in its place to a preview before the account was ever deployed", async () => {
    expect(await policyId({ preview: true, policyIds: {} })).toBe(
      "not-deployed-yet-login:automation",
    );
  });

  it("says what is missing when it is needed", async () => {
    expect(await policyId({ policyIds: {} })).toEqual(
      new UserError(
        'stack account: policyIds.login:automation is missing. Add it to Pulumi.account.yaml and run "pulumi up --stack account" first.',
      ),
    );
  });
});
