import { servePlugin } from "@moco-sandbox/provider-framework/serve-plugin";

import { proxmoxvePlugin } from "./proxmoxve-plugin";

servePlugin(proxmoxvePlugin);
