import type { ServiceSpec } from "./service-spec";

/** Those that run for this service alone, near and far, each before the one that owns it. */
export function ownedServices<Image extends string>(
  service: ServiceSpec<Image>,
): readonly ServiceSpec<Image>[] {
  const owned = Object.values(service.needs ?? {}).flatMap((need) =>
    need.kind === "own" ? [...ownedServices(need.service), need.service] : [],
  );
  // One that is owned for two of its endpoints is still one.
  return [...new Set(owned)];
}
