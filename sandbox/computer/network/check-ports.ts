import { createServer } from "node:net";

import { edge, registry } from "@moco-sandbox/world";
import { inspect } from "@moco-sandbox/world/docker-command";

/** An address on this machine, and what of ours is going to listen there. */
export interface NeededPort {
  /** `127.0.0.1:8080` */
  readonly address: string;
  readonly purpose: string;
}

/** Refuses, naming each, where somebody else listens on an address of the sandbox's. */
export async function checkPorts(): Promise<void> {
  const needed: NeededPort[] = [];
  if (!(await isRunning(edge.container))) {
    needed.push({ address: edge.publicAddress, purpose: "public names" });
    needed.push({ address: edge.secureAddress, purpose: "public names with TLS" });
    needed.push({ address: edge.apiAddress, purpose: "Cloudflare's API" });
  }
  if (!(await isRunning(registry.container))) {
    needed.push({ address: registry.publishedAddress, purpose: "the registry" });
  }
  const taken = await takenPorts(needed);
  if (taken.length > 0) throw new Error(taken.map(describeTakenPort).join("\n"));
}

/** Those that cannot be listened on. */
export async function takenPorts(ports: readonly NeededPort[]): Promise<readonly NeededPort[]> {
  const free = await Promise.all(ports.map(({ address }) => isFree(address)));
  return ports.filter((_, index) => free[index] !== true);
}

/** What to tell about one of them. */
export function describeTakenPort({ address, purpose }: NeededPort): string {
  const port = address.slice(address.lastIndexOf(":") + 1);
  return `port ${port}: must be free on this machine for ${purpose}, got a program that listens on ${address}. See which with "ss -ltnp sport = :${port}", stop it, and run again.`;
}

async function isRunning(container: string): Promise<boolean> {
  return (await inspect("container", container, "{{.State.Running}}")) === "true";
}

function isFree(address: string): Promise<boolean> {
  const [host, port] = address.split(":");
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => {
      resolve(false);
    });
    server.listen({ host, port: Number(port) }, () => {
      server.close(() => {
        resolve(true);
      });
    });
  });
}
