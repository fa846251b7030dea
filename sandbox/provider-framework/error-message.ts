/** What an error says; errors of Node itself are not always instances of this realm's `Error`. */
export function errorMessage(error: unknown): string {
  return typeof error === "object" && error !== null && "message" in error
    ? String(error.message)
    : String(error);
}
