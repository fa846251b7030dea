/** A program's credential. */
export interface ServiceTokenSpec {
  /** Life of the token as Cloudflare writes it, `8760h` is a year; it begins anew when this is changed. */
  readonly duration: string;
  /** Left out until its secret is made anew for the first time. @default the one that it was made with */
  readonly secret?: RenewedSecret | undefined;
}

/** Which secret of the token counts. A new one lives no longer than the token itself. */
export interface RenewedSecret {
  /** From 2 on; a higher one makes a new secret. */
  readonly version: number;
  /** Until when the secret before lets in as well, `2026-12-01T12:00:00Z`. */
  readonly previousUntil: string;
}

/** How many days ahead the end of a token is announced: time for a holiday, and for the renewal. */
const daysAhead = 30;

/** What to say about a token that ends soon; nothing while there is time. */
export function announceExpiry(token: string, expiresAt: string, now: Date): string | undefined {
  const left = new Date(expiresAt).getTime() - now.getTime();
  // What is no moment is not known yet.
  if (Number.isNaN(left) || left > daysAhead * 24 * 60 * 60 * 1_000) return undefined;
  const verb = left <= 0 ? "expired" : "expires";
  return `service token ${token}: ${verb} at ${expiresAt}, and then whoever uses it is refused. Renew it: docs/runbooks/service-token.md.`;
}
