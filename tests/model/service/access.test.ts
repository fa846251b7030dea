import { login, publicAccess, serviceToken } from "../../../model/service/access";

describe("login", () => {
  it("names the groups", () => {
    expect(login("staff", "admins")).toEqual({ kind: "login", groups: ["staff", "admins"] });
  });
});

describe("serviceToken", () => {
  it("names the tokens", () => {
    expect(serviceToken("ci")).toEqual({ kind: "serviceToken", tokens: ["ci"] });
  });
});

describe("publicAccess", () => {
  it("says why, and what guards it", () => {
    expect(publicAccess("Webhooks cannot sign in.", "Signed requests.")).toEqual({
      kind: "public",
      reason: "Webhooks cannot sign in.",
      compensatingControl: "Signed requests.",
    });
  });
});
