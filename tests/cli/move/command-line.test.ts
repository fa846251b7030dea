import { moveCommand } from "../../../cli/move/command-line";

const run = (...words: readonly string[]): Promise<unknown> =>
  moveCommand()
    .exitOverride()
    .parseAsync(["node", "move", ...words]);

describe("npm run move", () => {
  it.each([
    [["pm9", "n8n", "mgmt"], 'move: location must be one of pm1, pm2, got "pm9". Use one of them.'],
    [
      ["pm1", "n8m", "mgmt"],
      /^move: service must be one of .*n8n.*, got "n8m"\. Use one of them\.$/,
    ],
    [
      ["pm1", "n8n", "mgmt", "--undo", "--finish"],
      "move: --dry-run, --undo and --finish exclude each other. Leave all but one out.",
    ],
    [
      ["pm1", "n8n", "mgmt", "--config-file", "none.yaml"],
      "move: none.yaml cannot be read. Give another one with --config-file.",
    ],
  ])("refuses %j before it asks any guest", async (words, message) => {
    await expect(run(...words)).rejects.toThrow(message);
  });

  it("shows examples", () => {
    let help = "";
    moveCommand()
      .configureOutput({ writeOut: (text) => (help += text) })
      .outputHelp();
    expect(help).toContain("npm run move -- pm1 n8n mgmt --dry-run");
  });
});
