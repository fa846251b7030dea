import type { Problem } from "../basics/problem";
import type { LocationPlan } from "./location-plan";
import type { Flow } from "./flow";

/** Flows that name a guest or a port that does not exist. */
export function checkFlows(flows: readonly Flow[], plan: LocationPlan): Problem[] {
  const guests = plan.guests.map(({ name }) => name);
  return flows.flatMap(({ from, to, port, why }, index) => {
    const path = `flows[${String(index)}]`;
    const problems: Problem[] = [];
    const named = [
      ["to", to],
      ["from", "guest" in from ? from.guest : undefined],
    ] as const;
    for (const [end, guest] of named) {
      if (guest === undefined || guests.includes(guest)) continue;
      problems.push({
        path: `${path}.${end} (${why})`,
        problem: `must be a guest of ${plan.name}`,
        got: `"${guest}"`,
        fix: `Use one of ${guests.join(", ")}.`,
      });
    }
    if (!Number.isInteger(port) || port < 1 || port > 65_535) {
      problems.push({
        path: `${path}.port (${why})`,
        problem: "must be a port",
        got: String(port),
        fix: "Use a whole number from 1 to 65535.",
      });
    }
    return problems;
  });
}
