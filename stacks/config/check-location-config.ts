import { checked, type Checked } from "../../model/basics/checked";
import { listOf } from "../../model/basics/list-of";
import type { Problem } from "../../model/basics/problem";
import { checkLocationPlan } from "../../model/location/check-location-plan";
import { checkShape } from "./check-shape";
import { type LocationConfig, locationSchema } from "./location-config";
import { locationPlan } from "./location-plan";

/** Holds a location's configuration against its schema, and then against itself. */
export function checkLocationConfig(name: string, document: unknown): Checked<LocationConfig> {
  const shape = checkShape(locationSchema, document);
  if (shape.value === undefined) return shape;
  return checked(shape.value, [
    ...checkLocationPlan(locationPlan(name, shape.value)),
    ...checkConnectors(shape.value),
  ]);
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
          fix: `Use one of ${listOf(Object.keys(guests))}, or add it to guests.`,
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
