import type { LocationDefinition } from "./location-definition";

/** On premises. */
export const pm2: LocationDefinition = {
  services: [],
};
