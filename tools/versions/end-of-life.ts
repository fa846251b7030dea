import type { SupportedVersion } from "./supported-version";

/** Days ahead: time enough to plan a new major version of a database. */
const noticeDays = 90;

/** A sentence for each version that has ended, or ends soon. */
export interface EndOfLife {
  readonly ended: readonly string[];
  readonly ending: readonly string[];
}

/** What has ended on `today`, and what ends within the notice; both days as `YYYY-MM-DD`. */
export function endOfLife(versions: readonly SupportedVersion[], today: string): EndOfLife {
  const notice = new Date(Date.parse(today) + noticeDays * 86_400_000).toISOString().slice(0, 10);
  const dated = versions.flatMap(({ what, version, until }) =>
    until === undefined ? [] : [{ name: `${what} ${version}`, until }],
  );
  return {
    ended: dated
      .filter(({ until }) => until < today)
      .map(({ name, until }) => `${name} has had no security fixes since ${until}. Raise it.`),
    ending: dated
      .filter(({ until }) => until >= today && until <= notice)
      .map(
        ({ name, until }) => `${name} gets security fixes until ${until}. Plan its next version.`,
      ),
  };
}
