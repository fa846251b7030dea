import { addressOf } from "../../../model/service/address-of";

describe("addressOf", () => {
  it.each([
    ["/", "n8n.example.org"],
    ["/webhook", "n8n.example.org/webhook"],
  ])("writes the path %s as people do", (path, address) => {
    expect(addressOf({ hostname: "n8n.example.org", path })).toBe(address);
  });
});
