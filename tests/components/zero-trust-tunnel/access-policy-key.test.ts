import { login, publicAccess, serviceToken } from "../../../components/service-spec/access";
import { accessPolicyKeys } from "../../../components/zero-trust-tunnel/access-policy-key";

describe("accessPolicyKeys", () => {
  it("keeps groups, service tokens and anyone apart, in the order of the route", () => {
    expect(accessPolicyKeys(login("staff", "admins"))).toEqual(["login:staff", "login:admins"]);
    expect(accessPolicyKeys(serviceToken("staff"))).toEqual(["serviceToken:staff"]);
    expect(accessPolicyKeys(publicAccess("A webhook.", "It checks a signature."))).toEqual([
      "public",
    ]);
  });
});
