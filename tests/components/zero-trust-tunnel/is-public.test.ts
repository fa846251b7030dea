import { publicAccess, serviceToken } from "../../../model/service/access";
import { isPublic } from "../../../components/zero-trust-tunnel/is-public";
import { aTunnelRoute } from "../../support/a-tunnel-route";

describe("isPublic", () => {
  it("is true where anyone may enter", () => {
    expect(isPublic(aTunnelRoute())).toBe(false);
    expect(isPublic({ access: serviceToken("ci") })).toBe(false);
    expect(isPublic({ access: publicAccess("A webhook.", "It checks a signature.") })).toBe(true);
  });
});
