/** A table as Prettier would write it: it would write any other one anew. */
export function renderTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
): string {
  const widths = header.map((_, column) =>
    Math.max(3, ...[header, ...rows].map((row) => lengthOf(row[column]))),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => padded(cells[column] ?? "", width)).join(" | ")} |`;
  return [header, widths.map((width) => "-".repeat(width)), ...rows].map(line).join("\n");
}

function padded(cell: string, width: number): string {
  return cell + " ".repeat(width - lengthOf(cell));
}

function lengthOf(cell = ""): number {
  return Array.from(cell).length;
}
