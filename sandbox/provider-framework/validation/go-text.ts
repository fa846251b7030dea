/** Text as Go writes it with quotation marks. */
export function quoted(text: string): string {
  return JSON.stringify(text);
}

/** A list as Go writes it: `["a" "b"]`. */
export function quotedList(values: readonly (string | number | null)[]): string {
  const texts = values.map((value) => (typeof value === "string" ? quoted(value) : String(value)));
  return `[${texts.join(" ")}]`;
}

/** A number as Go writes it: one that may have a fraction, with six digits. */
export function goNumber(value: number, isInteger: boolean): string {
  return isInteger ? String(value) : value.toFixed(6);
}
