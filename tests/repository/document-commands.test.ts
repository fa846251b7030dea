import { readCommands } from "./support/document-commands";
import { covers } from "./support/not-run-here";

const text = (document: string): readonly string[] =>
  readCommands("x.md", document).commands.map((each) => `${String(each.line)} ${each.text}`);

describe("readCommands", () => {
  it("takes every line of an indented block, without its explanation", () => {
    expect(
      text("A:\n\n    # as root\n    frobnicate --all    breaks it\n    ls   # shows it\n"),
    ).toEqual(["4 frobnicate --all", "5 ls"]);
  });

  it("joins a line that goes on", () => {
    expect(text("    one |\n      two &&\n      three \\\n      --four\n    five\n")).toEqual([
      "1 one | two && three --four",
      "5 five",
    ]);
  });

  it("takes a loop or a function as one command", () => {
    expect(
      text("    for a in b c; do\n      ls |\n        wc\n    done\n    f() {\n      ls\n    }\n"),
    ).toEqual(["1 for a in b c; do ls | wc done", "5 f() { ls }"]);
  });

  it("takes fences of shells, and commands that stand in a drawing", () => {
    expect(text("```sh\nls\n```\n\n```\na ──▶ b\n  npm test\n```\n\n```ts\nnpm\n```\n")).toEqual([
      "2 ls",
      "7 npm test",
    ]);
  });

  it("takes code in sentences, lists and tables that begins with a program", () => {
    expect(
      text("Run\n`qm list` or `A=1 npm test`,\nnot `qm`, `policy_in DROP`.\n\n- `pulumi up`\n"),
    ).toEqual(["2 qm list", "2 A=1 npm test", "5 pulumi up"]);
    expect(text("| a |\n| - |\n| b |\n| `jq .` |\n")).toEqual(["4 jq ."]);
  });

  it("reads what a document says is not run", () => {
    const { commands, markers } = readCommands(
      "x.md",
      "`qm list`, `dig x`\n\nNot run here: `qm …`, `dig x`: no node. To prove it: look at the node.\n",
    );
    expect(markers).toEqual([
      { document: "x.md", line: 3, names: ["qm …", "dig x"], proves: true },
    ]);
    const [marker] = markers;
    expect(commands.map((each) => marker !== undefined && covers(marker, each.text))).toEqual([
      true,
      true,
    ]);
    expect(marker !== undefined && covers(marker, "dig y")).toBe(false);
  });

  it("does not take a marker without a proof for one", () => {
    const { markers } = readCommands("x.md", "Not run here: `qm list`, because.\n");
    expect(markers.map(({ proves }) => proves)).toEqual([false]);
  });
});
