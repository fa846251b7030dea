import http, { type IncomingHttpHeaders } from "node:http";
import https from "node:https";

/** An answer with its text. */
export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

export interface Visit {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Address that the client has; 127.0.0.2 is another client than 127.0.0.1. */
  readonly from?: string;
  /** Over TLS, whoever signed the certificate. */
  readonly tls?: boolean;
}

/** Asks for a public name at a gateway on loopback, from any loopback address. */
export function visit(host: string, port: number, path: string, visit: Visit = {}): Promise<Reply> {
  const { method = "GET", headers = {}, from = "127.0.0.1", tls = false } = visit;
  return new Promise((resolve, reject) => {
    const outgoing = (tls ? https : http).request(
      {
        ...(tls ? { servername: host, rejectUnauthorized: false } : {}),
        ...{ host: "127.0.0.1", port, method, path, localAddress: from, agent: false },
        headers: { host: `${host}:${String(port)}`, ...headers },
      },
      (incoming) => {
        let body = "";
        incoming.setEncoding("utf8");
        incoming.on("data", (text: string) => (body += text));
        incoming.on("end", () => {
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body });
        });
      },
    );
    outgoing.on("error", reject);
    outgoing.end();
  });
}
