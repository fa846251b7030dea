import { checkLocationPlan } from "../../model/location/check-location-plan";
import type { Problem } from "../../model/basics/problem";
import { checkShape, type Shape } from "./check-shape";
import { type LocationConfig, locationSchema } from "./location-config";
import { locationPlan } from "./location-plan";

/** Holds a location's configuration against its schema, and then against itself. */
export function checkLocationConfig(name: string, document: unknown): Shape<LocationConfig> {
  const shape = checkShape(locationSchema, document);
  if (shape.value === undefined) return shape;
  const problems = [
    ...checkLocationPlan(locationPlan(name, shape.value)),
    ...checkConnectors(shape.value),
  ];
  return problems.length === 0 ? shape : { value: undefined, problems };
}

function checkConnectors({ connectors, guests }: LocationConfig): readonly Problem[] {
  return connectors.flatMap((connector, index) => {
    const path = `connectors[${String(index)}]`;
    if (!(connector in guests)) {
      return [
        {
          path,
          problem: "must be one of the guests",
          got: `"${connector}"`,
          fix: `Use one of ${Object.keys(guests).sort().join(", ")}, or add it to guests.`,
        },
      ];
    }
    return connectors.indexOf(connector) === index
      ? []
      : [
          {
            path,
            problem: "must be another guest than the other connectors",
            got: `"${connector}"`,
            fix: "Two connectors on one guest go down together; name another guest.",
          },
        ];
  });
}
