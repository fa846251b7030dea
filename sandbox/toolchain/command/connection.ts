import type { Values } from "@moco-sandbox/provider-framework/plugin";
import { isRecord } from "@moco-sandbox/provider-framework/wire-value";

/** How to reach one machine, as the provider's `connection` property says it. */
export interface Connection {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password?: string;
  readonly privateKey?: string;
  readonly privateKeyPassword?: string;
  readonly agentSocketPath?: string;
  /** One line as in an `authorized_keys` file; left out: any key is taken, as the provider does. */
  readonly hostKey?: PinnedKey;
  /** Failures after the first that are borne; -1 for any number. */
  readonly dialErrorLimit: number;
  /** Seconds; 0 for no limit. */
  readonly perDialTimeout: number;
  readonly proxy?: Connection;
}

/** A public key taken apart. */
export interface PinnedKey {
  readonly type: string;
  readonly blob: string;
}

/** Takes a checked `connection` property apart, with the provider's defaults. */
export function parseConnection(values: unknown): Connection {
  if (!isRecord(values))
    throw new Error("connection must be an object. Give host, user and hostKey.");
  const { agentSocketPath = process.env["SSH_AUTH_SOCK"], hostKey, proxy } = values;
  return {
    host: String(values["host"]),
    port: numberOr(values["port"], 22),
    user: typeof values["user"] === "string" ? values["user"] : "root",
    ...textsOf(values, ["password", "privateKey", "privateKeyPassword"]),
    ...(typeof agentSocketPath === "string" && agentSocketPath !== "" ? { agentSocketPath } : {}),
    ...(typeof hostKey === "string" ? { hostKey: parseHostKey(hostKey) } : {}),
    dialErrorLimit: numberOr(values["dialErrorLimit"], 10),
    perDialTimeout: numberOr(values["perDialTimeout"], 15),
    ...(proxy === undefined ? {} : { proxy: parseConnection(proxy) }),
  };
}

/** Takes a public key line apart; throws where it is none. */
export function parseHostKey(line: string): PinnedKey {
  const [type, blob] = line.trim().split(/\s+/);
  if (type === undefined || blob === undefined || !/^[A-Za-z0-9+/]+=*$/.test(blob)) {
    throw new Error(
      "connection.hostKey cannot be read. Give a public key line: ssh-ed25519, a space, the key.",
    );
  }
  return { type, blob };
}

/** `user@host:port`, for messages. */
export function renderEndpoint({ user, host, port }: Connection): string {
  return `${user}@${host}:${String(port)}`;
}

function numberOr(value: unknown, fallback: number): number {
  return value === undefined || value === null ? fallback : Number(value);
}

function textsOf(values: Values, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = values[name];
      return typeof value === "string" ? [[name, value]] : [];
    }),
  );
}
