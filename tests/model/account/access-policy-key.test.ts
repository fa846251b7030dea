import { login, publicAccess, serviceToken } from "../../../model/service/access";
import { accessPolicyKeys } from "../../../model/account/access-policy-key";

describe("accessPolicyKeys", () => {
  it("keeps groups, service tokens and anyone apart, in the order of the route", () => {
    expect(accessPolicyKeys(login("staff", "admins"))).toEqual(["login:staff", "login:admins"]);
    expect(accessPolicyKeys(serviceToken("staff"))).toEqual(["serviceToken:staff"]);
    expect(accessPolicyKeys(publicAccess("A webhook.", "It checks a signature."))).toEqual([
      "public",
    ]);
  });
});
