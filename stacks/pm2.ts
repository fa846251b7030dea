import type { LocationDefinition } from "./plan/location-definition";

/** On premises. */
export const pm2: LocationDefinition = {
  services: [],
};
