import { PassThrough } from "node:stream";

import { promptHidden } from "../../../cli/secrets/prompt";

describe("promptHidden", () => {
  const terminal = Object.getOwnPropertyDescriptor(process, "stdin");
  let input: PassThrough;
  let shown: string;

  beforeEach(() => {
    input = new PassThrough();
    shown = "";
    Object.defineProperty(process, "stdin", { configurable: true, value: input });
    for (const stream of [process.stderr, process.stdout]) {
      jest.spyOn(stream, "write").mockImplementation((text) => {
        shown += String(text);
        return true;
      });
    }
  });

  afterEach(() => {
    jest.restoreAllMocks();
    if (terminal !== undefined) Object.defineProperty(process, "stdin", terminal);
  });

  it("gives what is typed, and shows the question alone", async () => {
    const answer = promptHidden("proxmoxToken (API token): ");
    input.write("planted\n");
    expect(await answer).toBe("planted");
    expect(shown).toBe("proxmoxToken (API token): \n");
  });

  it.each([
    ["Ctrl-C", "plan\u0003", "Interrupted; nothing was changed."],
    ["Ctrl-D", "\u0004", "Input ended; nothing was changed."],
  ])("gives up at %s", async (_, typed, message) => {
    const answer = promptHidden("? ");
    input.write(typed);
    await expect(answer).rejects.toThrow(message);
    expect(shown).toBe("? \n");
  });
});
