import type { Properties } from "../facts/facts";
import type { SchemaKind } from "../facts/facts-file";
import { isRecord, isSecret, type Values } from "../wire/wire-value";

/** An object among a resource's inputs, and how each side names it. */
export interface Place {
  readonly schema: SchemaKind;
  /** What is in the object, and what may be. */
  readonly values: Values;
  readonly properties: Properties;
  /** `disks[0].`, or nothing at the root. */
  readonly property: string;
  /** Upstream's name of the same: `disk[0].`, and with SDKv2 `disk.0.`. */
  readonly attribute: string;
  readonly root?: Place;
}

/** Another property that a rule names. */
export interface OtherProperty {
  readonly value: unknown;
  readonly attribute: string;
  /** As the rule has it: `type`, or `<.type` for one beside it. */
  readonly expression: string;
}

/** The object inside a property, or each one of its list. */
export function placesIn(place: Place, name: string): readonly Place[] {
  const fact = place.properties[name];
  if (fact === undefined || Object.keys(fact.properties).length === 0) return [];
  const { schema, root = place } = place;
  const inside = { schema, root, properties: fact.properties };
  const value = withoutMark(place.values[name]);
  const property = place.property + name;
  const attribute = place.attribute + fact.attribute;
  const index = (i: number): string => (schema === "sdk-v2" ? `.${String(i)}` : `[${String(i)}]`);
  if (Array.isArray(value)) {
    return value.map(withoutMark).flatMap((element, i) => {
      const names = {
        property: `${property}[${String(i)}].`,
        attribute: `${attribute}${index(i)}.`,
      };
      return isRecord(element) ? [{ ...inside, values: element, ...names }] : [];
    });
  }
  if (!isRecord(value)) return [];
  // SDKv2 has no objects: one is a list that holds one at most.
  const single = schema === "sdk-v2" ? index(0) : "";
  return [
    { ...inside, values: value, property: `${property}.`, attribute: `${attribute}${single}.` },
  ];
}

/** The property that a path of a rule leads to: `type` from the root, `<.type` beside the property. */
export function otherProperty(place: Place, path: string): OtherProperty {
  const beside = path.startsWith("<.");
  const start = beside ? place : (place.root ?? place);
  const [name = "", ...rest] = path.replace(/^<\./, "").split(".");
  let value = withoutMark(start.values[name]);
  let properties = start.properties[name]?.properties ?? {};
  const attributes = [start.properties[name]?.attribute ?? name];
  for (const key of rest) {
    value = isRecord(value) ? withoutMark(value[key]) : undefined;
    attributes.push(properties[key]?.attribute ?? key);
    properties = properties[key]?.properties ?? {};
  }
  const attribute = attributes.join(".");
  return {
    value,
    attribute: (beside ? place.attribute : "") + attribute,
    expression: beside ? `<.${attribute}` : attribute,
  };
}

/** The value without the mark of a secret around it. */
export function withoutMark(value: unknown): unknown {
  return isSecret(value) ? value.value : value;
}
