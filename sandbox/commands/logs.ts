import { guestOfService } from "./guest-of-service";
import { shell } from "./shell";

export interface LogOptions {
  readonly tail: string;
  readonly follow?: boolean;
  /** Where, of a service that is at several locations. */
  readonly location?: string;
}

/** Shows what a service's containers say, on whichever guest they run. */
export async function logs(
  service: string,
  { tail, follow = false, location }: LogOptions,
): Promise<void> {
  const file = `/opt/stacks/${service}/compose.yaml`;
  const options = ["--tail", tail, ...(follow ? ["--follow"] : [])].join(" ");
  await shell(guestOfService(service, location), [
    `sudo docker compose --file ${file} logs --no-color ${options}`,
  ]);
}
