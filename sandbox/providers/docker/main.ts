import { servePlugin } from "../plugin/serve-plugin";
import { dockerPlugin } from "./docker-plugin";

servePlugin(dockerPlugin);
