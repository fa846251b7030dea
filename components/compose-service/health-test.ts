import { toSeconds } from "../../model/basics/units";
import type { Healthcheck } from "../../model/service/healthcheck";

/** A health check as Compose runs it, inside the container and without a shell. */
export function renderHealthTest(healthcheck: Healthcheck): readonly string[] {
  switch (healthcheck.kind) {
    case "http": {
      const { port, paths } = healthcheck;
      const urls = paths.map((path) => `http://127.0.0.1:${String(port)}${path}`);
      return ["CMD", "wget", "-q", "-O", "/dev/null", ...urls];
    }
    case "tcp": {
      const { port, timeout } = healthcheck;
      return ["CMD", "nc", "-z", "-w", String(toSeconds(timeout)), "127.0.0.1", String(port)];
    }
    case "command":
      return ["CMD", ...healthcheck.command];
  }
}
