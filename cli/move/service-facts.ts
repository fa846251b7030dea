import { UserError } from "../../model/basics/user-error";
import type { GuestShell } from "./guest-shell";

/** What one guest has of a service. */
export interface ServiceFacts {
  readonly guest: string;
  readonly deployed: boolean;
  /** Bytes on the disk that volumes are on. */
  readonly free: number;
  readonly volumes: readonly VolumeFacts[];
}

export interface VolumeFacts {
  readonly name: string;
  readonly bytes: number;
  readonly empty: boolean;
  /** Null for one that was made there and never moved. */
  readonly mark: VolumeMark | null;
}

/** `left` for a guest, `arriving` or `arrived` from one. */
export interface VolumeMark {
  readonly state: "left" | "arriving" | "arrived";
  readonly guest: string;
}

/** Asks every guest what it has of a service. */
export async function askGuests(
  shell: Pick<GuestShell, "run">,
  guests: readonly string[],
  service: string,
): Promise<readonly ServiceFacts[]> {
  return Promise.all(
    guests.map(async (guest) => {
      const answer = await shell.run(guest, `sudo moco-release volumes ${service}`);
      try {
        return { guest, ...(JSON.parse(answer) as Omit<ServiceFacts, "guest">) };
      } catch {
        throw new UserError(
          `${guest}: its release tool does not know moves yet. Run "pulumi up" once before, without the move.`,
        );
      }
    }),
  );
}
