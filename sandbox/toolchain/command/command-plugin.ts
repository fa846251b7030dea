import { parseFacts } from "@moco-sandbox/provider-framework/facts";
import type { Plugin } from "@moco-sandbox/provider-framework/plugin";

import facts from "./command.json";
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
