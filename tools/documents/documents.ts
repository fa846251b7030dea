import { accountSchema } from "../../stacks/config/account-config";
import { locationSchema } from "../../stacks/config/location-config";
import { betweenMarkers } from "./between-markers";
import { renderConfigurationReference } from "./configuration-reference";

/** A page that is written from the sources, as a whole or in part. */
export interface GeneratedDocument {
  /** From the root of the repository. */
  readonly path: string;
  /** The page as it should be; what is written by hand stays as it is. */
  readonly render: (page: string) => string;
}

export const documents: readonly GeneratedDocument[] = [
  { path: "docs/configuration.md", render: configurationPage },
];

function configurationPage(page: string): string {
  const location = renderConfigurationReference(locationSchema);
  const account = renderConfigurationReference(accountSchema);
  const half = betweenMarkers(page, "keys of a location", location);
  return betweenMarkers(half, "keys of the account", account);
}
