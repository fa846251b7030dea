/** A paragraph that tells the reader which commands of its document no test runs. */
export interface Marker {
  readonly document: string;
  readonly line: number;
  /** Whole commands, or their beginnings, which end with an ellipsis. */
  readonly names: readonly string[];
  /** Whether it says how to prove them. */
  readonly proves: boolean;
}

const beginning = /^(?:\*\*)?Not run here(?:\.\*\*|:|\*\*:)/;

export function isMarker(paragraph: string): boolean {
  return beginning.test(paragraph);
}

/** `Not run here: \`qm …\`, which … To prove it: …`; names are what stands in backticks before the proof. */
export function readMarker(document: string, line: number, paragraph: string): Marker {
  const [before = "", ...after] = paragraph.split(/\bTo\s+prove\b/);
  const names = [...before.matchAll(/`([^`]+)`/g)].map(([, name = ""]) =>
    name.replaceAll(/\s+/g, " "),
  );
  return { document, line, names, proves: after.join("").trim().length > 10 };
}

/** Whether one of the names means this command. */
export function covers(marker: Marker, command: string): boolean {
  return marker.names.some((name) => means(name, command));
}

export function means(name: string, command: string): boolean {
  return name.endsWith("…") ? command.startsWith(name.slice(0, -1).trimEnd()) : command === name;
}
