import { closestName } from "../../../model/basics/closest-name";

const names = ["clientId", "claims", "oktaAccount", "url"];

describe("closestName", () => {
  it.each([
    ["client_id", "clientId"],
    ["CLIENTID", "clientId"],
    ["claim", "claims"],
    ["oktaAcount", "oktaAccount"],
    ["ur", "url"],
  ])("takes %s for %s", (name, meant) => {
    expect(closestName(name, names)).toBe(meant);
  });

  it.each(["clientSecret", "scope", "x"])("takes %s for nothing", (name) => {
    expect(closestName(name, names)).toBeUndefined();
  });
});
