/** Names for a message, sorted. */
export function listOf(names: readonly string[]): string {
  return names.length === 0 ? "(none)" : [...names].sort().join(", ");
}
