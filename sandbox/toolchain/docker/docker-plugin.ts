import type Docker from "dockerode";
import { parseFacts } from "@moco-sandbox/provider-framework/facts";
import type { Plugin } from "@moco-sandbox/provider-framework/plugin";

import facts from "./docker.json";
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
