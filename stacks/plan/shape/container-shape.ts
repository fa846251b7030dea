import { z } from "zod";

import type { ContainerSpec } from "../../../model/service/container-spec";
import type { NeedReference, RouteReference } from "../../../model/service/environment-value";
import type {
  CommandHealthcheck,
  HealthcheckTiming,
  HttpHealthcheck,
  TcpHealthcheck,
} from "../../../model/service/healthcheck";
import type { Limits, Reservations } from "../../../model/service/resources";
import { amount, byName, kind, listOf, oneOf, part, path, someOf, text, truth } from "./part";

const timing = {
  interval: text(),
  timeout: text(),
  retries: amount(),
  startPeriod: text(),
} satisfies Readonly<Record<keyof HealthcheckTiming, z.ZodType>>;

const healthcheck = oneOf(
  [
    part<HttpHealthcheck>({
      kind: kind("http"),
      port: amount(),
      paths: someOf(path()),
      ...timing,
    }),
    part<TcpHealthcheck>({ kind: kind("tcp"), port: amount(), ...timing }),
    part<CommandHealthcheck>({ kind: kind("command"), command: someOf(text()), ...timing }),
  ],
  "Use httpHealthcheck, tcpHealthcheck or commandHealthcheck.",
  "Say how to find out that it works.",
);

const need = part<NeedReference>({ need: text(), part: z.enum(["host", "port"]) });
const route = part<RouteReference>({ route: text(), part: z.enum(["hostname", "url"]) });

const environmentValue = z.union([z.string(), need, route], {
  error:
    "must be text, or a reference to a need or a route|" +
    "Write it in quotes, or like { need, part: host or port } or { route, part: hostname or url }.",
});

const amounts = {
  cpus: amount("Say how many CPU cores."),
  memory: text("Say how much memory."),
};

/** What the types of a container say. */
export const container = part<ContainerSpec>(
  {
    image: text("Name a line of services/images.ts."),
    command: listOf(text()).optional(),
    user: text("Say as whom it runs."),
    environment: byName(environmentValue).optional(),
    healthcheck,
    limits: part<Limits>(
      { ...amounts, pids: amount().optional() },
      "Say what it may take at most.",
    ),
    reservations: part<Reservations>(amounts, "Say what it needs on an ordinary day."),
    mounts: byName(text()).optional(),
    secretFiles: byName(text()).optional(),
    configFiles: byName(text()).optional(),
    reloadedFiles: byName(text()).optional(),
    dependsOn: listOf(text()).optional(),
    stopGracePeriod: text().optional(),
    tmpfs: listOf(text()).optional(),
    writableRoot: truth().optional(),
    capabilities: listOf(text()).optional(),
  },
  "Describe it, or take its name away.",
);
