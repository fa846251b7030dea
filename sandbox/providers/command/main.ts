import { servePlugin } from "../plugin/serve-plugin";
import { commandPlugin } from "./command-plugin";

servePlugin(commandPlugin);
