import { readFileSync } from "node:fs";
import { join } from "node:path";

import { repositoryRoot } from "@moco-sandbox/world";

import { type CommandTest, commandTests } from "./support/command-tests";
import { type DocumentCommand, readCommands } from "./support/document-commands";
import { documents, readDocument } from "./support/documents";
import { covers, means } from "./support/not-run-here";

/** What was, and why, tells nobody to run anything. */
const records = /^(?:CHANGELOG\.md|docs\/decisions\/)/;

const read = documents
  .filter((document) => !records.test(document))
  .map((document) => ({ document, ...readCommands(document, readDocument(document)) }));
const commands = read.flatMap((each) => each.commands);
const markers = read.flatMap((each) => each.markers);

/** With the stack's name taken out, and white space made one. */
function normal(command: string): string {
  return command
    .replaceAll(/\s+/g, " ")
    .replaceAll(/(?<= )(?:pm1|pm2|account|<location>|<stack>)(?= |$)/g, "<stack>");
}

function unproven(command: DocumentCommand): boolean {
  if (commandTests.some((test) => runs(test, command))) return false;
  return !markers.some(
    (marker) => marker.document === command.document && covers(marker, command.text),
  );
}

function runs(test: CommandTest, { document, text }: DocumentCommand): boolean {
  if (test.document !== undefined && test.document !== document) return false;
  return test.commands.some((name) => means(name, normal(text)));
}

/** Says both ways to mend it. */
function advice({ document, line, text }: DocumentCommand): string {
  return `${document}:${String(line)}: no test runs the command, got \`${text}\`. Name the test that does in tests/repository/support/command-tests.ts, or say so in ${document}, in a paragraph of its own: Not run here: \`${text}\`, <why>. To prove it: <what to do and what then comes>.`;
}

describe("commands in documents", () => {
  it.each(["README.md", "CONTRIBUTING.md", "docs/delivery.md", "services/n8n/runbook.md"])(
    "are found in %s",
    (document) => {
      expect(commands.filter((command) => command.document === document)).not.toEqual([]);
    },
  );

  it("are each run by a test, or say that they are not run here", () => {
    expect(commands.filter(unproven).map(advice)).toEqual([]);
  });
});

describe("tests of commands", () => {
  it.each(commandTests.map((test) => [test.by, test] as const))("%s shows them", (by, test) => {
    expect(readFileSync(join(repositoryRoot, by), "utf8")).toContain(test.shows);
  });

  it("are named for commands that some document has", () => {
    const texts = commands.map(({ text }) => normal(text));
    const stale = commandTests.flatMap(({ by, commands: names }: CommandTest) =>
      names
        .filter((name) => !texts.some((text) => means(name, text)))
        .map((name) => `${by}: ${name}`),
    );
    expect(stale).toEqual([]);
  });
});

describe("paragraphs that say what is not run here", () => {
  it("say how to prove it", () => {
    expect(markers.filter(({ proves }) => !proves)).toEqual([]);
  });

  it("name commands that their document has", () => {
    const stale = markers.flatMap(({ document, line, names }) =>
      names
        .filter(
          (name) => !commands.some((each) => each.document === document && means(name, each.text)),
        )
        .map((name) => `${document}:${String(line)}: ${name}`),
    );
    expect(stale).toEqual([]);
  });
});
