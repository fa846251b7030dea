import { servePlugin } from "../plugin/serve-plugin";
import { cloudflarePlugin } from "./cloudflare-plugin";

servePlugin(cloudflarePlugin);
