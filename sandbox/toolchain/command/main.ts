import { servePlugin } from "@moco-sandbox/provider-framework/serve-plugin";

import { commandPlugin } from "./command-plugin";

servePlugin(commandPlugin);
