import { servePlugin } from "../plugin/serve-plugin";
import { proxmoxvePlugin } from "./proxmoxve-plugin";

servePlugin(proxmoxvePlugin);
