import type Docker from "dockerode";

import facts from "../facts/docker.json";
import { parseFacts } from "../plugin/facts";
import type { Plugin } from "../plugin/plugin";
import { connectDocker } from "./docker-connection";
import { parseDockerHost } from "./docker-host";
import { network } from "./network";
import { volume } from "./volume";

/** The docker provider: networks and volumes of a real daemon. It asks the daemon nothing before the first operation. */
export const dockerPlugin: Plugin<Docker> = {
  name: "docker",
  version: "5.2.0",
  facts: parseFacts(facts),
  configure: (config) => connectDocker(parseDockerHost(config)),
  types: {
    "docker:index/volume:Volume": volume,
    "docker:index/network:Network": network,
  },
};
