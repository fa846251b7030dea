import { splitHostKeys } from "../../../stacks/config/host-keys";

describe("splitHostKeys", () => {
  it("takes the public host keys out, by guest", () => {
    const document = {
      location: { cidr: "10.50.0.0/24" },
      "hostKeyPublic-pm1-apps": "ssh-ed25519 AAAA",
      "hostKeyPrivate-pm1-apps": "elsewhere",
    };
    expect(splitHostKeys(document)).toEqual({
      hostKeys: { "pm1-apps": "ssh-ed25519 AAAA" },
      document: {
        location: { cidr: "10.50.0.0/24" },
        "hostKeyPrivate-pm1-apps": "elsewhere",
      },
    });
  });
});
