/**
 * One value of a stack's configuration as the program sees it. The engine hands structured values over
 * as JSON, and its CLI writes `true` and `12` back into the file as text.
 */
export function parseConfigValue(value: unknown): unknown {
  if (typeof value !== "string") return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

/** The project's plain values in the `config` of a Pulumi.<stack>.yaml, without prefix and secrets. */
export function plainValues(
  config: Readonly<Record<string, unknown>>,
  project: string,
): Readonly<Record<string, unknown>> {
  const prefix = `${project}:`;
  return Object.fromEntries(
    Object.entries(config)
      .filter(([key, value]) => key.startsWith(prefix) && !isEncrypted(value))
      .map(([key, value]) => [key.slice(prefix.length), parseConfigValue(value)]),
  );
}

function isEncrypted(value: unknown): boolean {
  return typeof value === "object" && value !== null && "secure" in value;
}
