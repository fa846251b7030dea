import { n8n } from "../services/n8n";
import type { LocationDefinition } from "./location-definition";

/** Hetzner. */
export const pm1: LocationDefinition = {
  services: [{ service: n8n, on: "apps" }],
};
