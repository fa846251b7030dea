import facts from "../facts/command.json";
import { parseFacts } from "../plugin/facts";
import type { Plugin } from "../plugin/plugin";
import { copyToRemote } from "./copy-to-remote";
import { localCommand } from "./local-command";
import { remoteCommand } from "./remote-command";

/** The command provider: what it does, it does for real. */
export const commandPlugin: Plugin<unknown> = {
  name: "command",
  version: "1.2.1",
  facts: parseFacts(facts),
  configure: () => ({}),
  types: {
    "command:local:Command": localCommand,
    "command:remote:Command": remoteCommand,
    "command:remote:CopyToRemote": copyToRemote,
  },
};
