import type { EndpointSpec } from "./endpoint-spec";
import type { OwnedService, ServiceSpec, UsedService } from "./service-spec";

/** A service with something to connect to. */
type Provider<Image extends string, Endpoint extends string> = ServiceSpec<Image> & {
  readonly endpoints: Readonly<Record<Endpoint, EndpointSpec>>;
};

/** A service that runs for the needing one alone: its database, its cache. */
export function own<Image extends string, Endpoint extends string>(
  service: Provider<Image, Endpoint>,
  endpoint: NoInfer<Endpoint>,
): OwnedService<Image> {
  return { kind: "own", service, endpoint };
}

/** A service that several share: a cache, a mail relay. Each reaches it over a network or a flow of its own. */
export function uses<Image extends string, Endpoint extends string>(
  service: Provider<Image, Endpoint>,
  endpoint: NoInfer<Endpoint>,
): UsedService {
  return { kind: "uses", service: service.name, endpoint };
}
