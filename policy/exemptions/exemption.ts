/** A rule that a resource may break for a while; written in policy/exemptions.yaml only. */
export interface Exemption {
  readonly rule: string;
  readonly stack: string;
  /** Name of the resource, or the end of its URN. */
  readonly resource: string;
  readonly reason: string;
  /** E-mail address of the person who ends it. */
  readonly owner: string;
  /** Last day on which it holds, `2026-12-31`. */
  readonly expires: string;
}

/** True where an exemption is for this resource of this stack. */
export function isFor(
  exemption: Exemption,
  rule: string,
  { urn, name }: { readonly urn: string; readonly name: string },
): boolean {
  return (
    exemption.rule === rule &&
    exemption.stack === stackOf(urn) &&
    (exemption.resource === name ||
      exemption.resource === urn ||
      urn.endsWith(`:${exemption.resource}`) ||
      urn.endsWith(`$${exemption.resource}`))
  );
}

/** `pm1` of `urn:pulumi:pm1::moco-infra::…` */
export function stackOf(urn: string): string {
  return urn.split("::")[0]?.split(":")[2] ?? "";
}
