import { z } from "zod";

import { readFact } from "./read-fact";
import type { Resource } from "./resource";

/** Whether something of a guest goes when the guest is deleted. */
export interface DestroyFlag {
  readonly name: string;
  readonly value: boolean | undefined;
}

/** What happens to a guest's disks and backup jobs when it is deleted. */
export function destroyFlagsOf(resource: Resource): readonly DestroyFlag[] {
  return (["stopOnDestroy", "purgeOnDestroy", "deleteUnreferencedDisksOnDestroy"] as const).map(
    (name) => ({ name, value: readFact(resource, name, z.boolean().optional()) }),
  );
}
