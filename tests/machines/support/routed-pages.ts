import { edgeAccount } from "@moco-sandbox/cloudflare/edge-account";
import { deployedServices } from "@moco-sandbox/commands/deployed-services";

import type { PlacedRoute } from "../../../model/service/placed-service";
import { placeRoutes } from "../../../stacks/plan/place-routes";

/** What a person opens, and where in the sandbox. */
export interface RoutedPage {
  readonly route: PlacedRoute;
  readonly url: string;
}

/** Every route of every location that people sign in to: programs and open webhooks have no page. */
export function routedPages(): readonly RoutedPage[] {
  return deployedServices()
    .flatMap((service) => placeRoutes(service, edgeAccount.zones).found)
    .filter(({ access }) => access.kind === "login")
    .map((route) => ({
      route,
      url: `https://${route.hostname}${route.path}`,
    }));
}
