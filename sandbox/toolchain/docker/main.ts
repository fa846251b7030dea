import { servePlugin } from "@moco-sandbox/provider-framework/serve-plugin";

import { dockerPlugin } from "./docker-plugin";

servePlugin(dockerPlugin);
