import type { ImageSource } from "./image-to-build";

/** The machines that the world is made of. */
export const machineSources = {
  guest: { name: "guest" },
  registry: { name: "registry" },
} as const satisfies Readonly<Record<string, ImageSource>>;
