/** Where the modules go in the program that imports them from its own text. */
const place = "# The modules.\n";

/**
 * Renders a Python package and the program that starts it as one file. The modules are in it as they
 * are, sorted by name, so that the file can be read where it is installed and two of its versions
 * differ as the modules do.
 */
export function renderOneFile(program: string, modules: Readonly<Record<string, string>>): string {
  const [head, tail, ...more] = program.split(place);
  if (head === undefined || tail === undefined || more.length > 0) {
    throw new Error(`the program must have the line ${JSON.stringify(place.trim())} once`);
  }
  const sources = Object.keys(modules)
    .sort()
    .map((name) => renderModule(name, modules[name] ?? ""));
  return [head, ...sources, tail].join("");
}

function renderModule(name: string, source: string): string {
  // A raw string ends there, and cannot hold it in any other way.
  if (source.includes("'''") || !source.endsWith("\n")) {
    throw new Error(`${name} must be without ''' and end with a line break`);
  }
  return `SOURCES["${name}"] = r'''\n${source}'''\n\n`;
}
