import { hasClientSecret, titleOf } from "../../../model/account/identity-provider";

describe("titleOf", () => {
  it("is what people know the provider by", () => {
    expect(titleOf({ type: "onetimepin" })).toBe("One-time PIN");
    expect(titleOf({ type: "azureAD" })).toBe("Microsoft Entra ID");
  });
});

describe("hasClientSecret", () => {
  it("is so for every provider but the one-time PIN", () => {
    expect(hasClientSecret({ type: "onetimepin" })).toBe(false);
    expect(hasClientSecret({ type: "oidc" })).toBe(true);
  });
});
