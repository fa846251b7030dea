import { servePlugin } from "@moco-sandbox/provider-framework/serve-plugin";

import { createCloudflarePlugin } from "./cloudflare-plugin";

servePlugin(createCloudflarePlugin());
