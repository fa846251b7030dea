import { z } from "zod";

import type { Problem } from "../../../model/basics/problem";
import { shownValue } from "../../../model/basics/shown-value";
import { messageOf, pathOf, valueAt } from "../../config/issue";
import type { LocationDefinition, Move, Placement } from "../location-definition";
import { listOf, part, text } from "./part";
import { serviceShape } from "./service-shape";

const definitionShape = part<LocationDefinition>({
  services: listOf(
    part<Placement>({
      service: z.unknown().optional(),
      on: text("Name the role of a guest, for instance apps."),
      ownedOn: text().optional(),
    }),
  ),
  moved: listOf(
    part<Move>({
      service: text("Name the service."),
      from: text("Name the role of the guest that it was on."),
      to: text("Name the role of the guest that it is placed on."),
      copy: text("Write what npm run move has printed."),
    }),
  ).optional(),
});

/**
 * What the types demand of a location, once more: Pulumi reads the program without a type check, and what is
 * missing or of another type would end in a stack trace.
 */
export function checkDefinition(location: string, definition: unknown): readonly Problem[] {
  const outer = problemsOf(definitionShape, definition, (path) => pathOf([location, ...path]));
  if (outer.length > 0) return outer;
  const { services } = definition as {
    readonly services: readonly { readonly service: unknown }[];
  };
  return services.flatMap(({ service }, index) =>
    checkService(service, `${location}.services[${String(index)}].service`),
  );
}

function checkService(service: unknown, at: string): readonly Problem[] {
  const { name, routes, needs } = { ...(service as object) } as Readonly<Record<string, unknown>>;
  const root = typeof name === "string" ? name : at;
  const own = Object.entries({ ...(needs as object) }).flatMap(([need, relation]) =>
    isOwned(relation) ? checkService(relation.service, `${root}.needs.${need}.service`) : [],
  );
  return [
    ...problemsOf(serviceShape, service, (path) => pathOf([root, ...withRouteName(path, routes)])),
    ...own,
  ];
}

function isOwned(relation: unknown): relation is { readonly service: unknown } {
  return (
    typeof relation === "object" &&
    relation !== null &&
    "kind" in relation &&
    relation.kind === "own"
  );
}

/** Routes are known by their names, not by their places. */
function withRouteName(path: readonly PropertyKey[], routes: unknown): readonly PropertyKey[] {
  const [first, index, ...rest] = path;
  if (first !== "routes" || !Array.isArray(routes) || typeof index !== "number") return path;
  const { name } = { ...(routes[index] as object) } as { readonly name?: unknown };
  return typeof name === "string" ? [first, name, ...rest] : path;
}

function problemsOf(
  schema: z.ZodType,
  value: unknown,
  placeOf: (path: readonly PropertyKey[]) => string,
): readonly Problem[] {
  const { error } = schema.safeParse(value);
  return (error?.issues ?? []).flatMap((issue) => {
    const message = messageOf(issue.message);
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => ({ path: placeOf([...issue.path, key]), ...message }));
    }
    const got = valueAt(value, issue.path);
    const shown = got === undefined ? {} : { got: shownValue(got) };
    return [{ path: placeOf(issue.path), ...message, ...shown }];
  });
}
