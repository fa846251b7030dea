import { renderProblems } from "../../../model/basics/problem";
import { checkStartOrder } from "../../../model/service/check-start-order";
import type { ServiceSpec } from "../../../model/service/service-spec";
import { aService } from "../../support/a-service";

/** A service whose containers wait as given. */
function waiting(order: Readonly<Record<string, readonly string[]>>): ServiceSpec {
  const [container] = Object.values(aService().containers);
  const containers = Object.entries(order).map(
    ([name, dependsOn]) => [name, { ...container!, dependsOn }] as const,
  );
  return { ...aService(), name: "notes", containers: Object.fromEntries(containers) };
}

describe("checkStartOrder", () => {
  it("accepts containers that wait for others, two for the same one", () => {
    expect(checkStartOrder(waiting({ web: ["api", "db"], api: ["db"], db: [] }))).toEqual([]);
  });

  it.each([
    ["itself", { web: ["web"] }, "web"],
    ["one that waits for it", { web: ["api"], api: ["web"] }, "web"],
    ["a circle that it is not part of", { web: ["api"], api: ["db"], db: ["api"] }, "api"],
  ])("refuses one that waits for %s", (_, order, first) => {
    expect(renderProblems(checkStartOrder(waiting(order)))).toBe(
      `  notes.containers.${first}.dependsOn must not lead back to the container itself. Let one of the containers start without waiting.`,
    );
  });
});
