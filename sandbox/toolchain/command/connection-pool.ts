import type { Client } from "ssh2";
import type { OperationContext } from "@moco-sandbox/provider-framework/plugin";

import type { Connection } from "./connection";
import { dial } from "./dial";

/** OpenSSH allows ten sessions on a connection; two stay free for sessions that are still closing. */
const sessionsPerConnection = 8;

interface Slot {
  readonly client: Promise<Client>;
  sessions: number;
}

const slots = new Map<string, Slot[]>();

/** Runs `use` on a connection to the machine; connections stay open for the rest of the run. */
export async function withConnection<T>(
  connection: Connection,
  context: Pick<OperationContext<unknown>, "log" | "signal">,
  use: (client: Client) => Promise<T>,
): Promise<T> {
  const slot = takeSlot(connection, context);
  slot.sessions += 1;
  try {
    return await use(await slot.client);
  } finally {
    slot.sessions -= 1;
  }
}

function takeSlot(
  connection: Connection,
  context: Pick<OperationContext<unknown>, "log" | "signal">,
): Slot {
  const key = JSON.stringify(connection);
  const open = slots.get(key) ?? [];
  const free = open.find(({ sessions }) => sessions < sessionsPerConnection);
  if (free !== undefined) return free;
  const slot: Slot = { client: dial(connection, context), sessions: 0 };
  slots.set(key, [...open, slot]);
  const forget = (): void => {
    slots.set(
      key,
      (slots.get(key) ?? []).filter((other) => other !== slot),
    );
  };
  slot.client.then((client) => client.once("close", forget), forget);
  return slot;
}

/** Closes every connection: for tests, and for the end of a run. */
export async function closeConnections(): Promise<void> {
  const open = [...slots.values()].flat();
  slots.clear();
  for (const { client } of open) {
    await client.then(
      (connected) => connected.end(),
      () => undefined,
    );
  }
}
