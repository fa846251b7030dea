import MarkdownIt from "markdown-it";

import { isMarker, type Marker, readMarker } from "./not-run-here";

/** A command that a document tells people to run. */
export interface DocumentCommand {
  readonly document: string;
  readonly line: number;
  /** As the document writes it, without its explanation. */
  readonly text: string;
}

export interface ReadDocument {
  readonly commands: readonly DocumentCommand[];
  readonly markers: readonly Marker[];
}

/** What a command in the middle of a sentence begins with; a whole block is commands whatever it begins with. */
const programs =
  "apt-get|aws|bash|cat|cp|curl|df|du|echo|dig|docker|find|free|gh|git|go|install|ip|jq|lsblk|mkdir|moco-release|nft|npm|npx|pulumi|pvesh|pveum|pvesm|python3|qm|rm|ssh|ssh-add|ssh-keygen|ssh-keyscan|su|sudo|swapon|systemctl|warp-cli|while|wrangler";
const isCommand = new RegExp(`^(?:[A-Z][A-Z0-9_]*=\\S+ )*(?:${programs}) \\S`);

/** A form that commands have, not one of them: `ssh <guest> [command]`. */
const isForm = /…$|\[[a-z]+\]/;

const markdown = new MarkdownIt();

/** Finds every command of a document: lines of its blocks, and code in its sentences. */
export function readCommands(document: string, text: string): ReadDocument {
  const commands: DocumentCommand[] = [];
  const markers: Marker[] = [];
  let line = 1;
  for (const token of markdown.parse(text, {})) {
    // A table's cells have the line of their row.
    line = token.map === null ? line : token.map[0] + 1;
    if (token.type === "code_block") {
      commands.push(...linesOf(document, line, token.content));
    } else if (token.type === "fence") {
      commands.push(...linesOfFence(document, line + 1, token));
    } else if (token.type === "inline" && isMarker(token.content)) {
      markers.push(readMarker(document, line, token.content));
    } else if (token.type === "inline") {
      commands.push(...inSentences(document, line, token));
    }
  }
  return { commands, markers };
}

function linesOfFence(
  document: string,
  line: number,
  token: MarkdownIt.Token,
): readonly DocumentCommand[] {
  if (/^(?:sh|bash|shell|console)$/.test(token.info)) {
    return linesOf(document, line, token.content);
  }
  // A fence without a language is a drawing, unless commands stand in it.
  if (token.info !== "") return [];
  return linesOf(document, line, token.content).filter(({ text }) => isCommand.test(text));
}

/** One command a line; a line that cannot end there goes on in the next one. */
function linesOf(document: string, first: number, block: string): readonly DocumentCommand[] {
  const found: DocumentCommand[] = [];
  let begun = "";
  let begunAt = first;
  let open = 0;
  for (const [index, raw] of block.trimEnd().split("\n").entries()) {
    if (begun === "") begunAt = first + index;
    const part = withoutExplanation(raw);
    const line = `${begun} ${part}`.trim();
    // A loop or a function is one command, too.
    open += Number(/(?:^| )(?:do|then|\{)$/.test(part)) - Number(/^(?:done|fi|\})/.test(part));
    begun = "";
    if (open > 0 || /(?:\||&&|\\)$/.test(line)) begun = line.replace(/ *\\$/, "");
    else if (line !== "") found.push({ document, line: begunAt, text: line });
  }
  return found;
}

/** Explanations stand in a column of their own, two spaces away, with or without a #. */
function withoutExplanation(line: string): string {
  return line
    .trim()
    .replace(/^#.*/, "")
    .replace(/\s{2,}.*$/, "");
}

function inSentences(
  document: string,
  first: number,
  token: MarkdownIt.Token,
): readonly DocumentCommand[] {
  let line = first;
  const found: DocumentCommand[] = [];
  for (const child of token.children ?? []) {
    if (child.type === "softbreak" || child.type === "hardbreak") line += 1;
    if (
      child.type === "code_inline" &&
      isCommand.test(child.content) &&
      !isForm.test(child.content)
    ) {
      found.push({ document, line, text: child.content });
    }
  }
  return found;
}
