import { n8n } from "../services/n8n/n8n";
import type { LocationDefinition } from "./plan/location-definition";

/** Hetzner. */
export const pm1: LocationDefinition = {
  services: [{ service: n8n, on: "apps" }],
};
