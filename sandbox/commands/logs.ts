import { guestOfService } from "./guest-of-service";
import { shell } from "./shell";

export interface LogOptions {
  readonly tail: string;
  readonly follow?: boolean;
}

/** Shows what a service's containers say, on whichever guest they run. */
export async function logs(service: string, { tail, follow = false }: LogOptions): Promise<void> {
  const file = `/opt/stacks/${service}/compose.yaml`;
  const options = ["--tail", tail, ...(follow ? ["--follow"] : [])].join(" ");
  await shell(guestOfService(service), [
    `sudo docker compose --file ${file} logs --no-color ${options}`,
  ]);
}
