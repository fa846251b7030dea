import { toSeconds } from "../../model/basics/units";
import type { PlacedService } from "../../model/service/placed-service";

/**
 * Seconds until every container must be healthy: the longest chain of containers that wait for each
 * other, each as slow as its health check allows.
 */
export function healthyWithinSeconds(service: PlacedService): number {
  const patience = (name: string, seen: readonly string[]): number => {
    const container = service.containers[name];
    if (container === undefined || seen.includes(name)) return 0;
    const { startPeriod, interval, timeout, retries } = container.healthcheck;
    const own = toSeconds(startPeriod) + (toSeconds(interval) + toSeconds(timeout)) * retries;
    const others = (container.dependsOn ?? []).map((other) => patience(other, [...seen, name]));
    // Making and starting a container takes its time on a busy guest.
    return Math.ceil(own) + 15 + Math.max(0, ...others);
  };
  return Math.max(...Object.keys(service.containers).map((name) => patience(name, [])));
}
