import { isDeepStrictEqual } from "node:util";

/** A label as the provider's schema writes it. */
interface Label {
  readonly label: string;
  readonly value: string;
}

/** Labels as the daemon wants them. */
export function toDaemonLabels(labels: unknown): Record<string, string> {
  return Object.fromEntries(
    ((labels ?? []) as readonly Label[]).map(({ label, value }) => [label, value]),
  );
}

/** Labels as the provider's schema writes them; their order means nothing, so a known one is kept. */
export function fromDaemonLabels(
  labels: Readonly<Record<string, string>> | null,
  known: unknown,
): readonly Label[] {
  if (isDeepStrictEqual(labels ?? {}, toDaemonLabels(known))) return (known ?? []) as Label[];
  return Object.entries(labels ?? {})
    .sort(([a], [b]) => a.localeCompare(b))
    .map(([label, value]) => ({ label, value }));
}
