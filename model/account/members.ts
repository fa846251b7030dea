/** Who belongs to a group. Taking a person off every group is how they lose access. */
export interface GroupMembers {
  readonly emails: readonly string[];
  /** Everyone with an address below one of these domains. */
  readonly emailDomains: readonly string[];
}

/** One line of an Access group: a person or a domain. */
export type GroupRule =
  | { readonly email: { readonly email: string } }
  | { readonly emailDomain: { readonly domain: string } };

/** The rules of an Access group; sorted, so that the order in the configuration changes nothing. */
export function renderGroupRules({ emails, emailDomains }: GroupMembers): readonly GroupRule[] {
  return [
    ...sorted(emails).map((email) => ({ email: { email } })),
    ...sorted(emailDomains).map((domain) => ({ emailDomain: { domain } })),
  ];
}

/**
 * The same people as an expression of a Gateway network policy, which knows e-mail addresses and
 * groups of the identity provider but no Access groups.
 */
export function renderIdentityExpression({ emails, emailDomains }: GroupMembers): string {
  const people = sorted(emails).map((email) => `"${email}"`);
  const domains = sorted(emailDomains).map(
    (domain) => `identity.email matches "^[^@]+@${domain.replaceAll(".", "[.]")}$"`,
  );
  const anyOf = people.length === 0 ? [] : [`identity.email in {${people.join(" ")}}`];
  return [...anyOf, ...domains].join(" or ");
}

/** True where nobody belongs to the group. */
export function isEmpty({ emails, emailDomains }: GroupMembers): boolean {
  return emails.length === 0 && emailDomains.length === 0;
}

function sorted(values: readonly string[]): string[] {
  return [...new Set(values.map((value) => value.toLowerCase()))].sort();
}
