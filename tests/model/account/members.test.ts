import {
  isEmpty,
  renderGroupRules,
  renderIdentityExpression,
} from "../../../model/account/members";

const people = { emails: ["Zoe@example.org", "adam@example.org"], emailDomains: [] };
const everyone = { emails: ["guest@example.com"], emailDomains: ["moco.example.org"] };

describe("renderGroupRules", () => {
  it("is one rule per person and domain, sorted, in lower case", () => {
    expect(renderGroupRules(people)).toEqual([
      { email: { email: "adam@example.org" } },
      { email: { email: "zoe@example.org" } },
    ]);
    expect(renderGroupRules(everyone)).toEqual([
      { email: { email: "guest@example.com" } },
      { emailDomain: { domain: "moco.example.org" } },
    ]);
  });
});

describe("renderIdentityExpression", () => {
  it("names people in a set", () => {
    expect(renderIdentityExpression(people)).toBe(
      'identity.email in {"adam@example.org" "zoe@example.org"}',
    );
  });

  it("matches whole addresses of a domain", () => {
    expect(renderIdentityExpression(everyone)).toBe(
      'identity.email in {"guest@example.com"} or identity.email matches "^[^@]+@moco[.]example[.]org$"',
    );
  });

  it("leaves the set out where there is none", () => {
    expect(renderIdentityExpression({ emails: [], emailDomains: ["example.org"] })).toBe(
      'identity.email matches "^[^@]+@example[.]org$"',
    );
  });
});

describe("isEmpty", () => {
  it("is true for nobody", () => {
    expect(isEmpty({ emails: [], emailDomains: [] })).toBe(true);
    expect(isEmpty(people)).toBe(false);
    expect(isEmpty({ emails: [], emailDomains: ["example.org"] })).toBe(false);
  });
});
