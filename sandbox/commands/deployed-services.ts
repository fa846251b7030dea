import { ownedServices } from "../../model/service/owned-services";
import type { ServiceSpec } from "../../model/service/service-spec";
import type { ImageName } from "../../services/images";
import { locations } from "../../stacks/locations";

/** Every service of every location, and those that run for one of them alone. */
export function deployedServices(): readonly ServiceSpec<ImageName>[] {
  return Object.values(locations).flatMap(({ services }) =>
    services.flatMap(({ service }) => [...ownedServices(service), service]),
  );
}
