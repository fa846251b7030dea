import { readFileSync } from "node:fs";
import { join } from "node:path";

import { listStacks } from "../../../tools/stacks/list-stacks";
import { cloneFolder } from "../../support/fresh-clone";

const read = (file: string): string => readFileSync(join(cloneFolder, file), "utf8");

const account = { stack: "account", reach: "" };
const pm1 = { stack: "pm1", reach: "10.50.0.1:8006" };
const pm2 = { stack: "pm2", reach: "10.51.0.1:8006" };

describe("listStacks", () => {
  it.each([
    ["", "all", [account, pm1]],
    ["", "", [account, pm1]],
    ['["pm2", "pm1", "account"]', "all", [account, pm1, pm2]],
    ['["account", "pm2"]', "pm2", [pm2]],
    ["", "account", [account]],
  ])("of %j, %j", (used, only, listed) => {
    expect(listStacks({ used, only }, read)).toEqual(listed);
  });

  it.each([
    [
      "account, pm1",
      "all",
      `stacks: 1 problem
  used must be a JSON list of stacks, got account, pm1. See "Stacks" in docs/delivery.md.`,
    ],
    [
      '["account", "pm3", 4]',
      "pm2",
      `stacks: 3 problems
  only must be all or one of account, pm3, 4, got pm2. See "Stacks" in docs/delivery.md.
  used must be stacks of account, pm1, pm2, got pm3. See "Stacks" in docs/delivery.md.
  used must be stacks of account, pm1, pm2, got 4. See "Stacks" in docs/delivery.md.`,
    ],
  ])("refuses %j, %j", (used, only, message) => {
    expect(() => listStacks({ used, only }, read)).toThrow(new Error(message));
  });
});
