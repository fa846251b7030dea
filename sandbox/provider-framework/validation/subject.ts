import type { PropertyFacts } from "../facts/facts";
import { holdsSecret } from "../wire/wire-value";
import { type Place, withoutMark } from "./place";

/** A property whose value rules are asked about. */
export interface Subject {
  readonly place: Place;
  readonly value: unknown;
  /** The value as a refusal may print it: never a secret. */
  readonly shown: string;
  readonly isInteger: boolean;
  /** Pulumi's path, `disks[0].size`. */
  readonly property: string;
  /** Upstream's path, and its last name. */
  readonly attribute: string;
  readonly lastName: string;
}

/** What a rule says against a value. */
export interface Refusal {
  /** Pulumi's path of the value. */
  readonly property: string;
  readonly text: string;
}

/** The property of that name in a place. */
export function subjectOf(place: Place, name: string, fact: PropertyFacts): Subject {
  const wired = place.values[name];
  const value = withoutMark(wired) ?? undefined;
  return {
    place,
    value,
    shown: fact.secret || holdsSecret(wired) ? "[secret]" : textOf(value),
    isInteger: fact.type.kind === "integer",
    property: place.property + name,
    attribute: place.attribute + fact.attribute,
    lastName: fact.attribute,
  };
}

/** Each element of a list, as a subject of its own. */
export function elementsOf(subject: Subject): readonly Subject[] {
  if (!Array.isArray(subject.value)) return [];
  const isSecret = subject.shown === "[secret]";
  return subject.value.map((element: unknown, i) => ({
    ...subject,
    value: withoutMark(element),
    shown: isSecret || holdsSecret(element) ? "[secret]" : textOf(element),
    property: `${subject.property}[${String(i)}]`,
    attribute:
      subject.attribute + (subject.place.schema === "sdk-v2" ? `.${String(i)}` : `[${String(i)}]`),
  }));
}

function textOf(value: unknown): string {
  return typeof value === "string" ? value : value === undefined ? "" : JSON.stringify(value);
}
