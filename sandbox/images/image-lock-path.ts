import { join } from "node:path";

import { stateDirectory } from "@moco-sandbox/world";

/** File with the sandbox's own digests, by the names of services/images.ts. */
export const imageLockPath = join(stateDirectory, "image-lock.json");
