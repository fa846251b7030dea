import type { LocationDefinition } from "./plan/location-definition";
import { pm1 } from "./pm1";
import { pm2 } from "./pm2";

/** Every location, by the name of its stack. */
export const locations: Readonly<Record<string, LocationDefinition>> = { pm1, pm2 };
