import { errorMessage } from "@moco-sandbox/provider-framework/error-message";

/** True where the daemon says that there is no such thing. */
export function isGone(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "statusCode" in error && error.statusCode === 404
  );
}

/** The daemon's own words under the provider's: `Unable to create network: …`. */
export function explainDaemonError(what: string, error: unknown): Error {
  const json: unknown =
    typeof error === "object" && error !== null && "json" in error ? error.json : undefined;
  const said =
    typeof json === "object" && json !== null && "message" in json
      ? String(json.message)
      : errorMessage(error);
  return new Error(`${what}: ${said}`);
}
