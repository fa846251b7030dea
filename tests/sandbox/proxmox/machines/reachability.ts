import { setTimeout as sleep } from "node:timers/promises";

import { guestContainer } from "@moco-sandbox/world";
import { inContainer } from "@moco-sandbox/world/docker-command";

import type { NodeWithAccess } from "./node-with-access";

/** True where a TCP connection from one guest to another is answered within two seconds. */
export async function answers(from: string, address: string, port: number): Promise<boolean> {
  const command = ["nc", "-z", "-w", "2", address, String(port)];
  return inContainer(guestContainer(from), command).then(
    () => true,
    () => false,
  );
}

/** Waits until a guest takes an operator's login. */
export async function untilReady(access: NodeWithAccess, address: string): Promise<void> {
  for (let attempt = 0; attempt < 60; attempt += 1) {
    try {
      await access.ssh(address, "true");
      return;
    } catch {
      await sleep(500);
    }
  }
  throw new Error(`${address} does not answer over SSH`);
}
