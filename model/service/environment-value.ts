/** Plain text, or a reference that placement resolves to plain text. */
export type EnvironmentValue = string | NeedReference | RouteReference;

/** Host or port at which something that the service needs is reached. */
export interface NeedReference {
  /** Name in the service's `needs`. */
  readonly need: string;
  readonly part: "host" | "port";
}

/** Public name of one of the service's own routes, or `https://<name>/`, without the route's path. */
export interface RouteReference {
  /** Name of the route. */
  readonly route: string;
  readonly part: "hostname" | "url";
}
