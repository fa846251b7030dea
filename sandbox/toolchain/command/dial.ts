import { createHash } from "node:crypto";
import type { Readable } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";

import { Client, type ConnectConfig, type ServerHostKeyAlgorithm } from "ssh2";
import { errorMessage } from "@moco-sandbox/provider-framework/error-message";
import type { OperationContext } from "@moco-sandbox/provider-framework/plugin";

import { type Connection, type PinnedKey, renderEndpoint } from "./connection";

type Dialing = Pick<OperationContext<unknown>, "log" | "signal">;

/** Opens an SSH connection, trying again as often and with the same pauses as the provider does. */
export async function dial(connection: Connection, dialing: Dialing): Promise<Client> {
  const proxy = connection.proxy && (await dial(connection.proxy, dialing));
  for (let failures = 1; ; failures += 1) {
    try {
      return await dialOnce(connection, proxy);
    } catch (error) {
      if (connection.dialErrorLimit >= 0 && failures > connection.dialErrorLimit) {
        throw new Error(
          `${renderEndpoint(connection)} after ${String(failures - 1)} failed attempts: ${errorMessage(error)}`,
        );
      }
      dialing.signal.throwIfAborted();
      const limit = connection.dialErrorLimit < 0 ? "inf" : String(connection.dialErrorLimit);
      dialing.log(`Dial ${String(failures)}/${limit} failed: retrying`, "status");
      await sleep(pauseAfter(failures), undefined, { signal: dialing.signal });
    }
  }
}

/** Milliseconds until the next try: a tenth of a second, then half as much again each time, up to 5 seconds. */
export function pauseAfter(failures: number): number {
  return Math.min(100 * 1.5 ** (failures - 1), 5_000);
}

async function dialOnce(connection: Connection, proxy: Client | undefined): Promise<Client> {
  const sock = proxy && (await forward(proxy, connection));
  const client = new Client();
  let mismatch: string | undefined;
  const { hostKey } = connection;
  const config: ConnectConfig = {
    host: connection.host,
    port: connection.port,
    username: connection.user,
    readyTimeout: connection.perDialTimeout * 1_000,
    // A machine that was replaced under an open connection never says goodbye.
    keepaliveInterval: 5_000,
    keepaliveCountMax: 3,
    ...(sock === undefined ? {} : { sock }),
    ...(connection.privateKey === undefined ? {} : { privateKey: connection.privateKey }),
    ...(connection.privateKeyPassword === undefined
      ? {}
      : { passphrase: connection.privateKeyPassword }),
    ...(connection.password === undefined ? {} : { password: connection.password }),
    ...(connection.agentSocketPath === undefined ? {} : { agent: connection.agentSocketPath }),
    ...(hostKey === undefined
      ? {}
      : {
          algorithms: { serverHostKey: algorithmsOf(hostKey) },
          hostVerifier: (key: Buffer) => {
            const matches = key.equals(Buffer.from(hostKey.blob, "base64"));
            if (!matches) mismatch = describeMismatch(key, hostKey);
            return matches;
          },
        }),
  };
  return new Promise((resolve, reject) => {
    client.once("ready", () => {
      client.on("error", () => undefined);
      resolve(client);
    });
    client.on("error", (error) => {
      client.destroy();
      reject(mismatch === undefined ? error : new Error(mismatch));
    });
    client.once("close", () => {
      reject(new Error(mismatch ?? "the connection was closed during the handshake"));
    });
    client.connect(config);
  });
}

function forward(proxy: Client, { host, port }: Connection): Promise<Readable> {
  return new Promise((resolve, reject) => {
    proxy.forwardOut("127.0.0.1", 0, host, port, (error, channel) => {
      if (error === undefined) resolve(channel);
      else reject(new Error(`proxy: ${error.message}`));
    });
  });
}

/** An RSA key signs with newer hashes than its own name says. */
function algorithmsOf({ type }: PinnedKey): ServerHostKeyAlgorithm[] {
  return type === "ssh-rsa"
    ? ["rsa-sha2-512", "rsa-sha2-256", "ssh-rsa"]
    : [type as ServerHostKeyAlgorithm];
}

function describeMismatch(presented: Buffer, pinned: PinnedKey): string {
  const wanted = fingerprint(Buffer.from(pinned.blob, "base64"));
  return `host key mismatch: the machine has ${fingerprint(presented)}, pinned is ${wanted}. Find out which machine answers before you change the pin.`;
}

function fingerprint(key: Buffer): string {
  return `SHA256:${createHash("sha256").update(key).digest("base64").replace(/=+$/, "")}`;
}
