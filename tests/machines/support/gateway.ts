import http from "node:http";

import { people } from "@moco-sandbox/commands/stack-values";
import { edge } from "@moco-sandbox/world";

export interface Answer {
  readonly status: number;
  readonly headers: http.IncomingHttpHeaders;
  readonly body: string;
}

export interface Asking {
  readonly method?: "GET" | "POST";
  /** Address on this machine that the request comes from: one client each. @default "127.0.0.1" */
  readonly client?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** One request to a public name through the local gateway, from a client of its own. */
export async function ask(
  hostname: string,
  path: string,
  { method = "GET", client = "127.0.0.1", headers = {}, body }: Asking = {},
): Promise<Answer> {
  const [host, port] = edge.publicAddress.split(":");
  return new Promise((resolve, reject) => {
    const request = http.request(
      {
        host,
        port: Number(port),
        path,
        method,
        localAddress: client,
        headers: { host: hostname, ...headers },
        timeout: 30_000,
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("end", () => {
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString(),
          });
        });
      },
    );
    request.on("error", reject);
    request.on("timeout", () => request.destroy(new Error(`${hostname}${path} timed out`)));
    request.end(body);
  });
}

/** Cookie of a signed-in person, as a browser would keep it. */
export async function signIn(
  hostname: string,
  email: string = people.operator,
): Promise<Readonly<Record<string, string>>> {
  const answer = await ask(hostname, `/cdn-cgi/access/login?email=${email}`, { method: "POST" });
  const cookies = (answer.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]);
  if (cookies.length === 0) {
    throw new Error(`no cookie for ${email}: ${String(answer.status)} ${answer.body}`);
  }
  return { cookie: cookies.join("; ") };
}
