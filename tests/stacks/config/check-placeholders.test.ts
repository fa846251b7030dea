import { renderProblem } from "../../../model/basics/problem";
import { checkPlaceholders } from "../../../stacks/config/check-placeholders";
import { cloneOf } from "../../support/fresh-clone";

const pathsOf = (stack: "account" | "pm1" | "pm2"): readonly string[] =>
  checkPlaceholders(cloneOf(stack)).map(({ path }) => path);

describe("checkPlaceholders", () => {
  it.each(["pm1", "pm2"] as const)("finds everything that %s leaves to its owner", (stack) => {
    expect(pathsOf(stack)).toEqual([
      "cloudflare.accountId",
      "cloudflare.teamName",
      "cloudflare.zones.main.id",
      "cloudflare.zones.main.name",
      "operators.authorizedKeys[0]",
    ]);
  });

  it("finds everything that account leaves to its owner", () => {
    expect(pathsOf("account")).toEqual([
      "cloudflare.accountId",
      "cloudflare.teamName",
      "cloudflare.zones.main.id",
      "cloudflare.zones.main.name",
      "groups.operators.emails[0]",
      "groups.automation.emails[0]",
    ]);
  });

  it("says what to do", () => {
    expect(checkPlaceholders({ zone: "example.com" }).map(renderProblem)).toEqual([
      'zone is still the placeholder of a fresh clone, got "example.com". Write your own; docs/configuration.md says where it comes from.',
    ]);
  });

  it("accepts what merely looks like one", () => {
    const document = {
      accountId: "0123456789abcdef0123456789abcdef",
      zone: "my-example.com",
      keys: ["ssh-ed25519 AAAA ada@laptop"],
      duration: 8760,
      none: null,
    };
    expect(checkPlaceholders(document)).toEqual([]);
  });
});
