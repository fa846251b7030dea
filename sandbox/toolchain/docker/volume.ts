import type Docker from "dockerode";
import type { ResourceHandler } from "@moco-sandbox/provider-framework/plugin";

import { explainDaemonError, isGone } from "./daemon-error";
import { fromDaemonLabels, toDaemonLabels } from "./label";

/** `docker:index/volume:Volume`. The daemon hands out an existing volume of that name, and so does the provider. */
export const volume: ResourceHandler<Docker> = {
  autoname: "name",
  create: async (inputs, { config: docker }) => {
    const name = String(inputs["name"]);
    try {
      await docker.createVolume({
        Name: name,
        Labels: toDaemonLabels(inputs["labels"]),
        ...(typeof inputs["driver"] === "string" ? { Driver: inputs["driver"] } : {}),
        ...(inputs["driverOpts"] === undefined
          ? {}
          : { DriverOpts: inputs["driverOpts"] as Record<string, string> }),
      });
      const made = await docker.getVolume(name).inspect();
      return { id: name, outputs: { driver: made.Driver, mountpoint: made.Mountpoint } };
    } catch (error) {
      throw explainDaemonError(`Unable to create volume ${name}`, error);
    }
  },
  read: async (id, state, { config: docker }) => {
    try {
      const found = await docker.getVolume(id).inspect();
      return {
        ...state,
        name: found.Name,
        driver: found.Driver,
        mountpoint: found.Mountpoint,
        labels: fromDaemonLabels(found.Labels, state["labels"]),
      };
    } catch (error) {
      if (isGone(error)) return undefined;
      throw explainDaemonError(`Unable to read volume ${id}`, error);
    }
  },
  delete: async (id, _state, { config: docker }) => {
    try {
      await docker.getVolume(id).remove();
    } catch (error) {
      if (!isGone(error)) throw explainDaemonError(`Unable to delete volume ${id}`, error);
    }
  },
};
