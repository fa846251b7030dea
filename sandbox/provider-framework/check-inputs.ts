import type { Problem } from "../../model/basics/problem";
import type { PropertyFacts } from "./facts/facts";
import { closestName } from "../../model/basics/closest-name";
import type { Values } from "./plugin";
import { describePropertyType, type PropertyType } from "./facts/property-type";
import { holdsSecret, isRecord, isSecret, unknownValue } from "./wire/wire-value";

type Properties = Readonly<Record<string, PropertyFacts>>;

/** Faults of a resource's inputs against its published facts; values as the engine sends them. */
export function checkInputs(facts: Properties, inputs: Values): readonly Problem[] {
  return checkProperties("", facts, inputs);
}

function checkProperties(prefix: string, facts: Properties, values: Values): readonly Problem[] {
  const unknown = Object.keys(values)
    .filter((name) => facts[name] === undefined)
    .map((name) => describeUnknown(prefix + name, name, Object.keys(facts)));
  const known = Object.entries(facts).flatMap(([name, fact]) =>
    checkProperty(prefix + name, fact, values[name]),
  );
  return [...unknown, ...known];
}

function describeUnknown(path: string, name: string, names: readonly string[]): Problem {
  const closest = closestName(name, names);
  return {
    path,
    problem: "is not a property that the provider knows",
    fix:
      closest === undefined
        ? `Remove it; there are ${[...names].sort().join(", ")}.`
        : `Did you mean ${closest}?`,
  };
}

function checkProperty(path: string, fact: PropertyFacts, wired: unknown): readonly Problem[] {
  const value = isSecret(wired) ? wired.value : wired;
  if (value === undefined || value === null) {
    return fact.required
      ? [{ path, problem: "is missing", fix: `Set it to ${describePropertyType(fact.type)}.` }]
      : [];
  }
  const hidden = fact.secret || holdsSecret(wired);
  return checkValue(path, fact.type, fact.properties, value, hidden);
}

function checkValue(
  path: string,
  type: PropertyType,
  properties: Properties,
  wired: unknown,
  hidden: boolean,
): readonly Problem[] {
  const value = isSecret(wired) ? wired.value : wired;
  if (value === unknownValue || type.kind === "any") return [];
  if (type.kind === "list" && Array.isArray(value)) {
    return value.flatMap((element, index) =>
      checkValue(`${path}[${String(index)}]`, type.element, properties, element, hidden),
    );
  }
  if (type.kind === "map" && isRecord(value)) {
    return Object.entries(value).flatMap(([key, element]) =>
      checkValue(`${path}.${key}`, type.element, properties, element, hidden),
    );
  }
  if (type.kind === "object" && isRecord(value)) {
    return Object.keys(properties).length === 0
      ? []
      : checkProperties(`${path}.`, properties, value);
  }
  if (isOfPrimitive(type, value)) return [];
  const expected = describePropertyType(type);
  return [
    {
      path,
      problem: `must be ${expected}`,
      ...(hidden ? {} : { got: JSON.stringify(value) }),
      fix: `Give ${expected}.`,
    },
  ];
}

/** The engine converts between numbers, booleans and their text for real providers; so does this. */
function isOfPrimitive(type: PropertyType, value: unknown): boolean {
  switch (type.kind) {
    case "string":
      return ["string", "number", "boolean"].includes(typeof value);
    case "boolean":
      return typeof value === "boolean" || value === "true" || value === "false";
    case "integer":
      return Number.isInteger(numberOf(value));
    case "number":
      return Number.isFinite(numberOf(value));
    case "enum":
      return typeof value === "string" && type.values.includes(value);
    default:
      return false;
  }
}

function numberOf(value: unknown): number {
  if (typeof value === "number") return value;
  return typeof value === "string" && value.trim() !== "" ? Number(value) : NaN;
}
