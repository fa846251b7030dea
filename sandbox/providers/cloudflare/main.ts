import { servePlugin } from "../plugin/serve-plugin";
import { createCloudflarePlugin } from "./cloudflare-plugin";

servePlugin(createCloudflarePlugin());
