import { readCommands } from "../../repository/support/document-commands";
import { readDocument } from "../../repository/support/documents";

/** The command of a document that begins so, with the test's values in place of what stands in angle brackets. */
export function fromDocument(
  document: string,
  beginning: string,
  values: Readonly<Record<string, string>> = {},
): string {
  const { commands } = readCommands(document, readDocument(document));
  const found = commands.find(({ text }) => text.startsWith(beginning));
  if (found === undefined) throw new Error(`${document}: no command begins with "${beginning}".`);
  const text = Object.entries(values).reduce(
    (filled, [name, value]) => filled.replaceAll(`<${name}>`, value),
    found.text,
  );
  const left = /<[a-z][^>]*>/.exec(text);
  if (left !== null) throw new Error(`${document}: "${beginning}" has no value for ${left[0]}.`);
  return text;
}
