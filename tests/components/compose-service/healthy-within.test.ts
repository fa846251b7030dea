import { healthyWithinSeconds } from "../../../components/compose-service/healthy-within";
import { aFullService } from "../../support/a-full-service";
import { aPlacedService } from "../../support/a-placed-service";

const service = aFullService();
const cache = service.containers["cache"]!;

describe("healthyWithinSeconds", () => {
  it("adds up the containers that wait for each other", () => {
    // 20 + (10 + 5) * 3 + 15 for each of two.
    expect(healthyWithinSeconds(service)).toBe(160);
    expect(healthyWithinSeconds(aPlacedService({ containers: { cache } }))).toBe(80);
  });

  it("ends when containers wait for each other in a circle", () => {
    const circle = { a: { ...cache, dependsOn: ["b"] }, b: { ...cache, dependsOn: ["a"] } };
    expect(healthyWithinSeconds(aPlacedService({ containers: circle }))).toBe(160);
  });

  it("waits for the slowest of them, and for whole seconds", () => {
    const { healthcheck } = cache;
    const slow = { ...cache, healthcheck: { ...healthcheck, startPeriod: "2m" } } as const;
    const odd = { ...cache, healthcheck: { ...healthcheck, interval: "0.1s" } } as const;
    expect(healthyWithinSeconds(aPlacedService({ containers: { cache, slow } }))).toBe(180);
    // 20 + (0.1 + 5) * 3 = 35.3
    expect(healthyWithinSeconds(aPlacedService({ containers: { odd } }))).toBe(51);
  });
});
